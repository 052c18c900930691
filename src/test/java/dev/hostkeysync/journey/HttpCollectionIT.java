package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.openapi.ApiContract;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.testing.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `docs/hostkey-sync.http` before the packaged service: every request is answered as the file
/// says, in a form that the API's description knows.
class HttpCollectionIT {

    private static final Path FILE = Path.of("docs", "hostkey-sync.http");
    private static final String TOKEN = "a-token-for-everything-0123456789";

    /// Sent by other systems, each signed in its way, so that no collection can hold them.
    private static final Set<String> OF_SENDERS =
            Set.of(
                    "receiveZoomWebhook",
                    "receiveOktaHook",
                    "verifyOktaHook",
                    "receiveStandardWebhook",
                    "receiveSet",
                    "receiveGraphNotifications",
                    "receiveGraphLifecycleNotifications");

    private static Installation installation;
    private static WebhookReceiver receiver;
    private static Client client;
    private static final Map<String, String> VALUES = new HashMap<>();

    @BeforeAll
    static void install() throws IOException {
        receiver = WebhookReceiver.start();
        installation = Installation.of("collection");
        ServiceProcess service =
                installation
                        .with("VIDEO_SDK_KEY", "test-sdk-key")
                        .with("VIDEO_SDK_SECRET", "a-video-sdk-secret")
                        .with("SSF_TRANSMITTER", "true")
                        .with("PUBLIC_URL", "https://hostkeys.example.com")
                        .with("SUBSCRIPTION_ALLOWED_HOSTS", "127.0.0.1")
                        .with(
                                "API_TOKENS",
                                "all:hostkey.read+hostkey.rotate+operator+meeting.write+videosdk.sign+ssf.manage:"
                                        + TOKEN)
                        .start();
        client = installation.client(service);
        VALUES.putAll(HttpCollection.read(FILE).variables());
        VALUES.put("service", "");
        VALUES.put("scim", installation.credentials().scim());
        VALUES.put("api", TOKEN);
        VALUES.put("receiver", receiver.url().toString());
    }

    @AfterAll
    static void end() {
        installation.close();
        receiver.close();
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredAsItSays() throws IOException {
        return HttpCollection.read(FILE).requests().stream()
                .map(one ->
                        dynamicTest(
                                "line %d: %s %s".formatted(one.line(), one.method(), one.address()),
                                () -> check(one)));
    }

    @Test
    void hasEveryOperationThatAPersonCanTry() throws IOException {
        Set<String> missing = new TreeSet<>(ApiContract.operations());
        missing.removeAll(OF_SENDERS);
        for (HttpCollection.Request one : HttpCollection.read(FILE).requests()) {
            String path = one.address().replace("{{service}}", "").replaceFirst("\\?.*", "");
            missing.remove(ApiContract.operation(one.method(), path));
        }

        assertThat(missing).as("without a request in %s", FILE).isEmpty();
    }

    @Test
    void isDescribedByTheServiceAsByTheTests() {
        JsonNode served = get("/q/openapi?format=json").json();

        assertThat(served.path("paths")).isEqualTo(ApiContract.paths());
    }

    @Test
    void showsTheDescriptionAsAPage() {
        Reply page = get("/q/swagger-ui/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("/q/openapi").doesNotContain("https://", "http://");
    }

    private static Reply get(String path) {
        return client.send("GET", path, Map.of(), new byte[0]);
    }

    private static void check(HttpCollection.Request template) {
        HttpCollection.Request request = template.with(VALUES);
        assertThat(request.expected()).as("# @expect or # @until").isNotEmpty();
        Reply reply = request.awaited() ? awaited(request) : send(request);
        assertThat(reply.status()).isIn(request.expected());
        String path = request.address().replaceFirst("\\?.*", "");
        List<String> faults =
                ApiContract.faults(
                        request.method(),
                        path,
                        reply.status(),
                        reply.header("content-type"),
                        reply.body());
        assertThat(faults).as("what the description does not say").isEmpty();
        template.name().ifPresent(name -> remember(name, reply));
    }

    private static Reply awaited(HttpCollection.Request request) {
        return await(request.method() + " " + request.address())
                .atMost(Duration.ofSeconds(60))
                .until(() -> send(request), reply -> isSo(request, reply));
    }

    private static boolean isSo(HttpCollection.Request request, Reply reply) {
        String[] member = request.member().orElse("=").split("=", -1);
        return request.expected().contains(reply.status())
                && (member[0].isEmpty()
                        || reply.json()
                                .at("/" + member[0].replace('.', '/'))
                                .asText()
                                .equals(member[1]));
    }

    private static Reply send(HttpCollection.Request request) {
        return client.send(
                request.method(),
                request.address(),
                request.headers(),
                request.body().getBytes(UTF_8));
    }

    private static void remember(String name, Reply reply) {
        reply.json()
                .properties()
                .forEach(member ->
                        VALUES.put(
                                name + ".response.body.$." + member.getKey(),
                                member.getValue().asText()));
    }
}
