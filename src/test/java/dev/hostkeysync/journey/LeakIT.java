package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.HostKeyChange;
import dev.hostkeysync.zoomsim.SeenRequest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Invariant I4: digits and secrets are found nowhere but where they belong, at the most talkative
/// log level there is.
///
/// Keys have ten digits here, so that none is found by chance in a time or an id.
class LeakIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Installation installation;
    private static Set<String> keys;
    private static List<String> secrets;
    private static List<Haystack> haystacks;

    @BeforeAll
    static void play() throws Exception {
        installation = Installation.of("leak");
        TokenTap tap = new TokenTap(installation.zoom().oauthUrl());
        installation.zoom().options(options -> options.toBuilder().leakHostKey(true).build());
        installation
                .with("ZOOM_OAUTH_URL", tap.url().toString())
                .with("HOSTKEY_LENGTH", "10")
                .with("HOSTKEY_SYNC_HOLD", "PT1S")
                .with("VIDEO_SDK_KEY", "the-public-key")
                .with("VIDEO_SDK_SECRET", LeakJourney.VIDEO_SDK_SECRET)
                .with(
                        "API_TOKENS",
                        installation.credentials().apiTokens()
                                + ",signer:videosdk.sign:"
                                + LeakJourney.SIGNER)
                .with("QUARKUS_LOG_LEVEL", "ALL");
        for (String category :
                List.of(
                        "ORG_APACHE_KAFKA_CLIENTS",
                        "ORG_APACHE_KAFKA_COMMON",
                        "IO_SMALLRYE_REACTIVE_MESSAGING_KAFKA")) {
            installation.with("QUARKUS_LOG_CATEGORY__" + category + "__LEVEL", "ALL");
        }
        ServiceProcess service = installation.start();
        Client client = installation.client(service);
        List<TopicTail> topics =
                Stream.of(Topics.LIFECYCLE, Topics.DEAD_LETTERS, Topics.HOST_KEYS)
                        .map(installation::tail)
                        .toList();

        LeakJourney journey = new LeakJourney(installation, service, client);
        journey.play();
        await("the dead letters").atMost(SOON).until(() -> topics.get(1).records().size() == 2);
        List<Haystack> all = new ArrayList<>();
        for (String path : List.of("/q/metrics", "/q/health", "/q/openapi")) {
            Reply reply = client.send("GET", path, Map.of(), new byte[0]);
            assertThat(reply.status()).isEqualTo(200);
            all.add(new Haystack(path, reply.body()));
        }
        service.terminate();

        all.add(new Haystack("log", Files.readString(service.log())));
        all.add(new Haystack("database", Backends.postgres().dump(installation.name())));
        topics.forEach(topic -> all.add(records(topic)));
        all.add(replies(client));
        haystacks = List.copyOf(all);
        keys = keysThatEverWere();
        secrets = secrets(tap);
        secrets.addAll(journey.signatures());
        tap.close();
    }

    @AfterAll
    static void end() {
        installation.close();
    }

    static List<Haystack> haystacks() {
        return haystacks;
    }

    @ParameterizedTest
    @MethodSource("haystacks")
    void holdsNoKeyAndNoSecret(Haystack place) {
        assertThat(place.keysFound(keys)).as("keys").isZero();
        assertThat(place.keysFound(Set.of(LeakJourney.PLANTED))).as("digits of others").isZero();
        // Not in every form: the wire log of the PostgreSQL driver has the record in hexadecimal.
        assertThat(place.textsFound(Set.of(LeakJourney.POISON))).as("poison").isZero();
        assertThat(place.textsFound(secrets)).as("secrets").isZero();
    }

    @ParameterizedTest
    @MethodSource("haystacks")
    void wouldBeFoundOut(Haystack place) {
        String key = keys.iterator().next();
        String text = place.text();
        String before = text.substring(0, text.length() / 2);
        String after = text.substring(text.length() / 2);

        Stream.concat(Stream.of(key, "9" + key + "9"), Haystack.encoded(key))
                .map(form -> new Haystack(place.name(), before + form + after))
                .forEach(leaky -> assertThat(leaky.keysFound(keys)).isPositive());
    }

    @Test
    void looksWhereTheServiceWrites() {
        Set<String> control = Set.of(LeakJourney.CONTROL);

        assertThat(haystacks)
                .filteredOn(place -> place.keysFound(control) > 0)
                .extracting(Haystack::name)
                .contains("log", "database", "replies", "identity-lifecycle", "host-key-events");
        assertThat(keys).hasSizeGreaterThan(20);
        assertThat(secrets).hasSizeGreaterThan(10).doesNotContain("");
    }

    /// What the simulator was ever sent, taken or not, and what is in the store but was not sent.
    private static Set<String> keysThatEverWere() {
        Stream<String> sent =
                installation.zoom().requests().stream()
                        .map(SeenRequest::hostKey)
                        .filter(Objects::nonNull);
        Stream<String> held =
                installation.zoom().users().all().stream()
                        .flatMap(user -> user.hostKeys().stream())
                        .map(HostKeyChange::hostKey);
        return Stream.concat(sent, held).collect(Collectors.toSet());
    }

    private static List<String> secrets(TokenTap tap) {
        Credentials credentials = installation.credentials();
        List<String> all = new ArrayList<>(credentials.all());
        all.addAll(tap.tokens());
        all.add(LeakJourney.PASSWORD);
        all.add(LeakJourney.VIDEO_SDK_SECRET);
        all.add(LeakJourney.SIGNER);
        String basic = installation.zoom().options().clientId() + ":" + credentials.zoomClient();
        all.add(Base64.getEncoder().encodeToString(basic.getBytes(UTF_8)));
        return all;
    }

    /// Keys, values and headers. The poison is left out: it is where the test itself has put it.
    private static Haystack records(TopicTail topic) {
        String text =
                topic.records().stream()
                        .map(record ->
                                record.key()
                                        + record.headers()
                                        + (record.value().contains(LeakJourney.POISON)
                                                ? ""
                                                : record.value()))
                        .collect(Collectors.joining("\n"));
        String name = topic.records().getFirst().topic();
        return new Haystack(name.substring(installation.topics().prefix().length()), text);
    }

    private static Haystack replies(Client client) {
        return new Haystack(
                "replies",
                client.repliesWithoutKey().stream()
                        .map(reply -> reply.headers() + reply.body())
                        .collect(Collectors.joining("\n")));
    }
}
