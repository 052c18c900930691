package dev.hostkeysync.subscription.ssf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.subscription.Engine;
import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.SetReceiver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Push through the delivery engine, to a receiver over HTTP.
class PushTest {

    private static final String HEADER = "Bearer s3cret-of-the-receiver";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Transmitter transmitter = new Transmitter();
    private final SetReceiver receiver = SetReceiver.start();
    private final Engine engine = transmitter.push();
    private final UUID stream =
            transmitter.stream(
                    "{'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': '%s', 'authorization_header': '%s'}}"
                            .formatted(receiver.url(), HEADER));

    @AfterEach
    void end() {
        engine.close();
        receiver.close();
    }

    @Test
    void pushesASet() {
        tell("e1", "rotated");

        SetReceiver.Received received = received(1).getFirst();
        assertThat(received.contentType()).isEqualTo("application/secevent+jwt");
        assertThat(received.accept()).isEqualTo("application/json");
        assertThat(received.authorization()).isEqualTo(HEADER);
        assertThat(transmitter.claims(received.token())).containsEntry("jti", "e1");
        awaitLeft();
        assertThat(transmitter.count("delivered")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "400 | {'err': 'invalid_request', 'description': 'x'} | refused: invalid_request failed",
                "400 | {'err': 'invalid_issuer'} | refused: invalid_issuer failed",
                "400 | {'err': 'invalid_audience'} | refused: invalid_audience failed",
                "400 | {'err': 'invalid_state'} | refused: invalid_state failed",
                "400 | {'err': 'a word of its own'} | refused with an error of its own failed",
                "400 | {'err': 'invalid_key'} | answered 400 waiting",
                "400 | {'err': 'authentication_failed'} | answered 400 waiting",
                "400 | {'err': 'access_denied'} | answered 400 waiting",
                "400 | {'error': 'x'} | answered 400 waiting",
                "400 | {'err': 5} | answered 400 waiting",
                "400 | no JSON | answered 400 waiting",
                "400 | | answered 400 waiting",
                "401 | {'err': 'invalid_request'} | answered 401 waiting",
                "404 | | answered 404 waiting",
                "429 | | answered 429 waiting",
                "500 | {'err': 'invalid_request'} | answered 500 waiting",
                "503 | | answered 503 waiting",
            })
    void takesAnAnswerForWhatItMeans(int status, String body, String left) {
        receiver.answers(status, body == null ? "" : body.replace('\'', '"'));

        tell("e1", "issued");

        awaitLeft("e1 " + left);
        assertThat(receiver.received()).hasSize(1);
        assertThat(transmitter.count("refused")).isEqualTo(left.endsWith("failed") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"200", "202", "204"})
    void countsEverySuccess(int status) {
        receiver.answers(status, "");

        tell("e1", "issued");

        var _ = received(1);
        awaitLeft();
    }

    @Test
    void givesTheSameSetAgain() {
        receiver.answers(503, "");
        tell("e1", "issued");
        awaitLeft("e1 answered 503 waiting");
        receiver.answers(202, "");
        transmitter.clock.pass(Duration.ofMinutes(5));
        hurry();

        List<SetReceiver.Received> received = received(2);

        assertThat(received.get(1)).isEqualTo(received.get(0));
        awaitLeft();
    }

    @Test
    void tellsNothingOfAKeyThatCouldNotBeSet() {
        transmitter.tell(stream, transmitter.failed("e1"), transmitter.changed("e2", "issued"));

        assertThat(transmitter.claims(received(1).getFirst().token())).containsEntry("jti", "e2");
        awaitLeft();
    }

    @Test
    void verifies() {
        verify("4711");

        assertThat(transmitter.claims(received(1).getFirst().token()))
                .containsEntry("events", Map.of(EventTypes.VERIFICATION, Map.of("state", "4711")))
                .containsEntry("sub_id", Map.of("format", "opaque", "id", stream.toString()));
    }

    @Test
    void holdsEverythingButTheWordOfItWhilePausedByAnOperator() {
        status("paused", Transmitter.OPERATOR);
        tell("e1", "issued");

        assertThat(transmitter.claims(received(1).getFirst().token()).get("events"))
                .isEqualTo(
                        Map.of(
                                EventTypes.STREAM_UPDATED,
                                Map.of("status", "paused", "reason", "maintenance")));
        awaitLeft("e1 - waiting");

        status("enabled", Transmitter.OPERATOR);
        var _ = received(3);
        assertThat(
                        receiver.received().stream()
                                .map(one -> transmitter.claims(one.token()).toString()))
                .filteredOn(claims -> claims.contains("stream-updated"))
                .hasSize(2);
        awaitLeft();
    }

    @Test
    void tellsAReceiverNothingOfWhatItDidItself() {
        status("paused", Transmitter.SIEM);
        tell("e1", "issued");
        status("enabled", Transmitter.SIEM);

        assertThat(transmitter.claims(received(1).getFirst().token())).containsEntry("jti", "e1");
        awaitLeft();
    }

    @Test
    void signsWithTheNewKeyWhenItsTimeHasCome() {
        tell("e1", "issued");
        String first = received(1).getFirst().token();
        var _ = transmitter.call("POST", SigningKeyResource.PATH, "", Transmitter.OPERATOR);
        transmitter.clock.pass(SigningKeys.LEAD);
        tell("e2", "rotated");
        String second = received(2).get(1).token();

        // Both are good with what is published now, though another key signed each.
        assertThat(transmitter.claims(first)).containsEntry("jti", "e1");
        assertThat(transmitter.claims(second)).containsEntry("jti", "e2");
        assertThat(second.split("\\.")[0]).isNotEqualTo(first.split("\\.")[0]);
    }

    @Test
    void sendsTheHeaderToNobodyElse() {
        try (SetReceiver thief = SetReceiver.start()) {
            change(
                    "'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': '%s'}"
                            .formatted(thief.url()));
            tell("e1", "issued");
            await().atMost(SOON).until(() -> thief.received().size() == 1);
            assertThat(thief.received().getFirst().authorization()).isEqualTo("null");

            change(
                    "'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': '%s'}"
                            .formatted(receiver.url()));
            tell("e2", "issued");
            assertThat(received(1).getFirst().authorization()).isEqualTo("null");
        }
    }

    @Test
    void keepsChangesAndRemovesTheHeader() {
        String address = "'endpoint_url': '%s'".formatted(receiver.url());
        change("'description': 'x'");
        change("'delivery': {'method': 'urn:ietf:rfc:8935', %s}".formatted(address));
        tell("e1", "issued");
        assertThat(received(1).getLast().authorization()).isEqualTo(HEADER);

        change(
                "'delivery': {'method': 'urn:ietf:rfc:8935', %s, 'authorization_header': 'Bearer other'}"
                        .formatted(address));
        tell("e2", "issued");
        assertThat(received(2).getLast().authorization()).isEqualTo("Bearer other");

        change(
                "'delivery': {'method': 'urn:ietf:rfc:8935', %s, 'authorization_header': null}"
                        .formatted(address));
        tell("e3", "issued");
        assertThat(received(3).getLast().authorization()).isEqualTo("null");
    }

    @Test
    void goesOnByPollWhenTheReceiverWantsIt() {
        receiver.answers(503, "");
        tell("e1", "issued");
        awaitLeft("e1 answered 503 waiting");

        change("'delivery': {'method': 'urn:ietf:rfc:8936'}");

        assertThat(transmitter.fetch(stream).sets()).containsOnlyKeys("e1");
    }

    @Test
    void leaksNeitherHeaderNorAnswerNorKey() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            receiver.answers(
                    400,
                    "{\"err\": \"word-of-the-receiver\", \"description\": \"word-of-the-receiver\"}");
            tell("e1", "issued");
            awaitLeft("e1 refused with an error of its own failed");
            String token = received(1).getFirst().token();

            for (String text : List.of(transmitter.dump(), ours(logs.text()))) {
                assertThat(text)
                        .doesNotContain("s3cret-of-the-receiver")
                        .doesNotContain("word-of-the-receiver")
                        .doesNotContain(token.substring(token.lastIndexOf('.') + 1));
            }
        }
    }

    /// Without what Netty shows of the bytes on its wire, which is for no operator.
    private static String ours(String logs) {
        return logs.lines()
                .filter(line -> !line.contains("WRITE") && !line.contains("READ"))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private void tell(String id, String change) {
        transmitter.tell(stream, transmitter.changed(id, change));
    }

    private void verify(String state) {
        var reply =
                transmitter.call(
                        "POST",
                        Issuer.VERIFICATION,
                        "{'stream_id': '%s', 'state': '%s'}".formatted(stream, state),
                        Transmitter.SIEM);
        assertThat(reply.status()).isEqualTo(204);
    }

    private void status(String status, String by) {
        var reply =
                transmitter.call(
                        "POST",
                        Issuer.STATUS,
                        "{'stream_id': '%s', 'status': '%s', 'reason': 'maintenance'}"
                                .formatted(stream, status),
                        by);
        assertThat(reply.status()).isEqualTo(200);
    }

    private void change(String members) {
        var reply =
                transmitter.call(
                        "PATCH",
                        Issuer.STREAMS,
                        "{'stream_id': '%s', %s}".formatted(stream, members),
                        Transmitter.SIEM);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    }

    private void hurry() {
        transmitter.jdbi.useTransaction(tx -> transmitter.deliveries.hurry(tx, stream));
        transmitter.bell.ring();
    }

    private List<SetReceiver.Received> received(int count) {
        await().atMost(SOON).until(() -> receiver.received().size() >= count);
        assertThat(receiver.received()).hasSize(count);
        return receiver.received();
    }

    private void awaitLeft(String... rows) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(transmitter.left(stream)).containsExactly(rows));
    }
}
