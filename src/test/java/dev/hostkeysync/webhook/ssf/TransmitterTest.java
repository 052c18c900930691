package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.ssfsim.Sets;
import dev.hostkeysync.ssfsim.Transmitter;
import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.webhook.Notice;
import dev.hostkeysync.webhook.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything but the inbox, against a transmitter over HTTP.
class TransmitterTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String DISABLED = EventTable.RISC + "account-disabled";
    private static final Duration HOUR = Duration.ofHours(1);

    private final InstantSource clock = InstantSource.system();
    private final Transmitter transmitter =
            new Transmitter(Ports.free(), Duration.ofMillis(50), clock);
    private final TransmitterClient client = new TransmitterClient();
    private final SsfIssuers issuers = new SsfIssuers(DATABASE.jdbi());
    private final List<Notice> notices = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final SsfReceiver receiver =
            new SsfReceiver(
                    new SetReader(
                            Transmitters.discovered(List.of(transmitter.issuer()), clock),
                            Set.of(Transmitter.AUDIENCE),
                            Duration.ofMinutes(2),
                            clock),
                    notices::add,
                    issuers::verified,
                    outcomes::add,
                    clock);

    @BeforeEach
    void know() {
        issuers.know(List.of(transmitter.issuer()));
    }

    @AfterEach
    void end() {
        transmitter.close();
    }

    private Poller poller(String token) {
        return new Poller(
                transmitter.issuer(),
                request ->
                        client.post(
                                transmitter.pollEndpoint(),
                                Secret.of(token),
                                request,
                                Duration.ofSeconds(10)),
                receiver,
                clock);
    }

    private StreamCheck check(String stream) {
        return new StreamCheck(
                new VerifiedStream(transmitter.issuer(), stream, Secret.of(Transmitter.TOKEN)),
                HOUR,
                issuers,
                client,
                () -> "the-state");
    }

    @Test
    void isPolledUntilItHasNothingMore() {
        List<String> offered = new ArrayList<>();
        for (int i = 0; i < 205; i++) {
            offered.add(
                    transmitter.offer(transmitter.sets().claims(DISABLED, Sets.opaque("00u" + i))));
            if (i == 150) {
                transmitter.keys().rotate();
            }
        }
        transmitter.queue().put("forged", transmitter.keys().forge("{}"));
        Poller poller = poller(Transmitter.TOKEN);

        while (transmitter.queue().size() > 0) {
            Duration _ = poller.poll();
        }

        assertThat(transmitter.queue().acknowledged()).containsExactlyElementsOf(offered);
        assertThat(transmitter.queue().refused()).containsOnlyKeys("forged");
        assertThat(notices).hasSize(205);
        assertThat(transmitter.keyReads()).isEqualTo(1);
    }

    @Test
    void isAskedForAVerificationThatComesWithItsState() {
        Poller poller = poller(Transmitter.TOKEN);

        check(Transmitter.STREAM).run();
        check(Transmitter.STREAM).run();
        Duration _ = poller.poll();
        Duration _ = poller.poll();

        assertThat(transmitter.lastState()).isEqualTo("the-state");
        assertThat(transmitter.queue().acknowledged()).hasSize(1);
        assertThat(outcomes).containsExactly(Outcome.VALIDATION);
        assertThat(issuers.secondsSinceVerified().get(transmitter.issuer())).isLessThan(20);
    }

    @Test
    void isAskedAgainInAMinuteWhenItRefuses() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            check("another-stream").run();
            transmitter.answer(503);
            age(StreamCheck.RETRY);
            check(Transmitter.STREAM).run();

            assertThat(logs.text())
                    .contains("its verification endpoint answers 404")
                    .contains("its metadata answers 503")
                    .doesNotContain(Transmitter.TOKEN);
        }
        transmitter.answer(200);
        check(Transmitter.STREAM).run();
        assertThat(transmitter.lastState()).isEmpty();
        age(StreamCheck.RETRY);
        check(Transmitter.STREAM).run();
        assertThat(transmitter.lastState()).isEqualTo("the-state");
    }

    @Test
    void saysInTheLogThatAVerificationDidNotCome() {
        check(Transmitter.STREAM).run();
        age(HOUR);
        try (CapturedLogs logs = CapturedLogs.everything()) {
            check(Transmitter.STREAM).run();

            assertThat(logs.text()).contains("has not come: its events may be lost on the way");
        }
    }

    @Test
    void refusesAWrongTokenAndTheTokenIsNotLogged() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThat(poller("a-wrong-token-of-ours").poll()).isEqualTo(Duration.ofSeconds(1));

            assertThat(logs.text())
                    .contains("its endpoint answers 401")
                    .doesNotContain("a-wrong-token-of-ours");
        }
    }

    @Test
    void isNotWaitedForWhenTheServiceEnds() throws InterruptedException {
        try (Transmitter slow = new Transmitter(Ports.free(), Duration.ofMinutes(1), clock)) {
            Thread polling =
                    Thread.ofVirtual()
                            .start(() ->
                                    assertThatThrownBy(() ->
                                                    client.post(
                                                            slow.pollEndpoint(),
                                                            Secret.of(Transmitter.TOKEN),
                                                            com.fasterxml.jackson.databind.node
                                                                    .JsonNodeFactory.instance
                                                                    .objectNode(),
                                                            Duration.ofMinutes(1)))
                                            .isInstanceOf(TransmitterClient.Silence.class));
            client.cancel();

            // Whether it had begun by then or not.
            assertThat(polling.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void findsItsMetadataBetweenHostAndPath() {
        assertThat(Transmitters.metadata("https://idp.example.com").location())
                .isEqualTo(URI.create("https://idp.example.com/.well-known/ssf-configuration"));
        assertThat(Transmitters.metadata("https://idp.example.com:8443/a/b/").location())
                .isEqualTo(
                        URI.create(
                                "https://idp.example.com:8443/.well-known/ssf-configuration/a/b"));
    }

    private void age(Duration time) {
        DATABASE.jdbi()
                .useHandle(handle ->
                        handle.execute(
                                "UPDATE ssf_issuer SET asked_at = asked_at - ?::interval",
                                time.toString()));
    }
}
