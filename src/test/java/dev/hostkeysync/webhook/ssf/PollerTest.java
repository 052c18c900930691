package dev.hostkeysync.webhook.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.ssfsim.Sets;
import dev.hostkeysync.testing.CapturedLogs;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollerTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final SsfFixture fixture = new SsfFixture();
    private final List<String> requests = new ArrayList<>();

    /// An answer, or an [IOException].
    private final Deque<Object> script = new ArrayDeque<>();

    private final Poller poller =
            new Poller(SsfFixture.ISSUER, this::answer, fixture.receiver, fixture.clock);

    private TransmitterClient.Answer answer(JsonNode request) throws IOException {
        requests.add(request.toString());
        Object next = script.isEmpty() ? ok("{\"sets\":{}}") : script.pop();
        if (next instanceof IOException e) {
            throw e;
        }
        return (TransmitterClient.Answer) next;
    }

    private static TransmitterClient.Answer ok(String json) {
        try {
            return new TransmitterClient.Answer(
                    200, new JsonMapper().readTree(json), Optional.empty());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private String set(String jti) {
        ObjectNode claims =
                fixture.sets.claims(
                        EventTable.RISC + "account-disabled", Sets.email("zoe@example.com"));
        return fixture.keys.sign(claims.put("jti", jti).toString());
    }

    private static TransmitterClient.Answer sets(boolean more, String... jtisAndSets) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode sets = answer.putObject("sets");
        for (int i = 0; i < jtisAndSets.length; i += 2) {
            sets.put(jtisAndSets[i], jtisAndSets[i + 1]);
        }
        answer.put("moreAvailable", more);
        return new TransmitterClient.Answer(200, answer, Optional.empty());
    }

    private static String request(String acks, String errors) {
        return "{\"maxEvents\":100,\"returnImmediately\":false,\"ack\":["
                + acks
                + "]"
                + (errors.isEmpty() ? "" : ",\"setErrs\":" + errors)
                + "}";
    }

    @Test
    void acknowledgesWithTheNextRequestWhatIsCommitted() {
        script.add(sets(true, "a", set("a"), "b", set("b")));
        script.add(sets(false, "c", set("c")));

        assertThat(poller.poll()).isEqualTo(AT_ONCE);
        assertThat(poller.poll()).isEqualTo(AT_ONCE);
        assertThat(poller.poll()).isEqualTo(Poller.BREATH);
        assertThat(poller.poll()).isEqualTo(Poller.BREATH);

        assertThat(requests)
                .containsExactly(
                        request("", ""),
                        request("\"a\",\"b\"", ""),
                        request("\"c\"", ""),
                        request("", ""));
        assertThat(fixture.notices)
                .extracting(notice -> notice.eventIds().getFirst())
                .containsExactly(
                        SsfFixture.ISSUER + " a",
                        SsfFixture.ISSUER + " b",
                        SsfFixture.ISSUER + " c");
    }

    @Test
    void acknowledgesAgainUntilARequestIsAnswered() {
        script.add(sets(false, "a", set("a")));
        script.add(new IOException("ConnectException"));
        script.add(new TransmitterClient.Silence());

        for (int i = 0; i < 5; i++) {
            Duration _ = poller.poll();
        }

        assertThat(requests)
                .containsExactly(
                        request("", ""),
                        request("\"a\"", ""),
                        request("\"a\"", ""),
                        request("\"a\"", ""),
                        request("", ""));
    }

    @Test
    void pausesWhenNothingComesOfAnAnswer() {
        script.add(ok("{\"sets\":{},\"moreAvailable\":true}"));
        script.add(sets(true, "noise", "noise"));
        script.add(sets(true, "noise", "noise", "a", set("a")));

        assertThat(poller.poll()).isEqualTo(Poller.BREATH);
        assertThat(poller.poll()).isEqualTo(Poller.BREATH);
        assertThat(poller.poll()).isEqualTo(AT_ONCE);
    }

    @Test
    void tellsTheTransmitterWhatCanNeverBecomeRight() {
        script.add(sets(false, "forged", fixture.keys.forge(claims("forged")), "noise", "noise"));
        script.add(ok("{\"sets\":{\"number\":7}}"));
        script.add(sets(false, "other", otherIssuer()));

        for (int i = 0; i < 4; i++) {
            Duration _ = poller.poll();
        }

        assertThat(requests.get(1))
                .isEqualTo(
                        request(
                                "",
                                "{\"forged\":{\"err\":\"invalid_key\",\"description\":\"The signature is not made with a key in the"
                                        + " issuer's key set.\"},\"noise\":{\"err\":\"invalid_request\",\"description\":\"The body must be"
                                        + " a JWT with typ secevent+jwt, signed with a private key.\"}}"));
        assertThat(requests.get(2))
                .isEqualTo(
                        request(
                                "",
                                "{\"number\":{\"err\":\"invalid_request\",\"description\":\"The SET must be a text.\"}}"));
        assertThat(requests.get(3)).contains("\"access_denied\"");
        assertThat(fixture.notices).isEmpty();
    }

    @Test
    void saysNothingOfWhatItCannotTakeNow() {
        fixture.trouble =
                Optional.of(new IllegalStateException(new SQLTransientConnectionException("away")));
        script.add(sets(false, "a", set("a"), "b", set("b")));

        assertThat(poller.poll()).isEqualTo(Poller.BREATH);
        fixture.trouble = Optional.of(Problems.UNAVAILABLE.toException());
        script.add(sets(false, "a", set("a"), "b", set("b")));
        assertThat(poller.poll()).isEqualTo(Poller.BREATH);
        fixture.trouble = Optional.of(new IllegalStateException("a fault of ours"));
        script.add(sets(false, "a", set("a"), "noise", "noise"));
        assertThat(poller.poll()).isEqualTo(Poller.BREATH);
        fixture.trouble = Optional.empty();
        fixture.keysAway = true;
        fixture.clock.pass(Duration.ofHours(1));
        fixture.keys.rotate();
        script.add(sets(false, "c", set("c")));
        assertThat(poller.poll()).isEqualTo(Poller.BREATH);
        Duration _ = poller.poll();

        assertThat(requests.get(1)).isEqualTo(request("", ""));
        assertThat(requests.get(2)).isEqualTo(request("", ""));
        assertThat(requests.get(3)).doesNotContain("\"a\"").contains("\"noise\"");
        assertThat(requests.get(4)).isEqualTo(request("", ""));
    }

    @Test
    void saysOnceAMinuteWhatItCanNeverTake() {
        fixture.trouble = Optional.of(new IllegalStateException("a fault of ours"));
        try (CapturedLogs logs = CapturedLogs.everything()) {
            for (int i = 0; i < 3; i++) {
                script.add(sets(false, "a", set("a")));
                assertThat(poller.poll()).isEqualTo(Poller.BREATH);
                fixture.clock.pass(Duration.ofSeconds(i * 60L));
            }

            assertThat(logs.text().split("Cannot take an event", -1)).hasSize(3);
        }
    }

    @Test
    void waitsLongerAndLongerWhileTheTransmitterFails() {
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            script.add(i % 2 == 0 ? new IOException("ConnectException") : status(401, 0));
            pauses.add(poller.poll().toSeconds());
        }
        script.add(status(429, 600));
        pauses.add(poller.poll().toSeconds());
        script.add(sets(false, "a", set("a")));
        pauses.add(poller.poll().toSeconds());
        script.add(status(429, 30));
        pauses.add(poller.poll().toSeconds());
        script.add(ok("[]"));
        pauses.add(poller.poll().toSeconds());

        assertThat(pauses)
                .containsExactly(
                        1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L, 0L, 30L, 2L);
    }

    private String claims(String jti) {
        return fixture.sets
                .claims(EventTable.RISC + "account-disabled", Sets.email("zoe@example.com"))
                .put("jti", jti)
                .toString();
    }

    private String otherIssuer() {
        return fixture.keys.sign(
                fixture.sets
                        .claims(EventTable.RISC + "account-disabled", Sets.email("z@example.com"))
                        .put("iss", "https://other.example.com")
                        .toString());
    }

    private static TransmitterClient.Answer status(int status, int retryAfter) {
        return new TransmitterClient.Answer(
                status,
                JsonNodeFactory.instance.objectNode(),
                retryAfter == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(retryAfter)));
    }
}
