package dev.hostkeysync.subscription.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.subscription.AllowedHosts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a receiver sends, the worst that comes of it is a 4xx.
class RequestFuzzTest {

    private static final List<String> SEEDS =
            List.of(
                    "{\"stream_id\":\"0199aa00-0000-7000-8000-000000000001\",\"state\":\"x\"}",
                    "{\"delivery\":{\"method\":\"urn:ietf:rfc:8935\",\"endpoint_url\":\"https://a.example/\",\"authorization_header\":\"Bearer x\"},\"events_requested\":[\"a\",\"b\"],\"description\":\"d\",\"format\":\"email\",\"aud\":[\"a\"]}",
                    "{\"maxEvents\":5,\"returnImmediately\":true,\"ack\":[\"a\",\"b\"],\"setErrs\":{\"c\":{\"err\":\"invalid_key\",\"description\":\"d\"}}}",
                    "{\"stream_id\":\"x\",\"subject\":{\"format\":\"iss_sub\",\"iss\":\"i\",\"sub\":\"s\"},\"verified\":false}",
                    "{\"min_verification_interval\":60,\"inactivity_timeout\":1e9,\"iss\":\"i\",\"events_delivered\":[]}");

    private static final List<String> PIECES =
            List.of(
                    "null",
                    "[]",
                    "{}",
                    "-1",
                    "1e400",
                    "\"\"",
                    "\"\\u0000\"",
                    "true",
                    "[[[[",
                    "}",
                    ",",
                    "\"\\ud800\"",
                    "99999999999999999999",
                    "0.5",
                    "\u00ff",
                    "\"urn:ietf:rfc:8936\"");

    private final AllowedHosts allowed = AllowedHosts.of(Optional.empty());
    private final Peer peer = new Peer("siem", "siem", false, "192.0.2.9");

    @Test
    void readsOrRefusesAnything() {
        Random random = new Random(20261122);
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] bytes = mutated(random);
            try {
                use(Body.parse(bytes, 100_000));
                read++;
            } catch (ProblemException e) {
                assertThat(e.problem().status()).isBetween(400, 499);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(
                        "round " + i + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void refusesWhatIsTooLargeOrTooDeep() {
        assertThat(status("{\"a\":\"" + "x".repeat(70_000) + "\"}")).isEqualTo(413);
        assertThat(status("{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"))
                .isEqualTo(400);
        assertThat(status("")).isEqualTo(400);
    }

    private int status(String body) {
        try {
            use(Answers.body(body.getBytes(StandardCharsets.UTF_8)));
            return 200;
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    /// As every endpoint does.
    private void use(Body body) {
        var _ = PollRequest.parse(body);
        var _ =
                body.object("delivery")
                        .map(wish -> DeliveryWish.parse(wish, Optional.empty(), allowed));
        var _ = Audience.parse(body, peer);
        var _ =
                body.object("subject")
                        .flatMap(subject -> Subject.parse(subject.json()))
                        .map(Subject::key);
        var _ = body.text("state", 10);
        var _ = body.flag("verified");
        body.mustMatch("min_verification_interval", 60);
        body.mustMatch("events_delivered", List.of());
        body.mustMatch("iss", "i");
        var _ = body.streamId();
    }

    private static byte[] mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 1 -> text.setLength(at);
                case 2 ->
                        text.replace(
                                at,
                                Math.min(text.length(), at + random.nextInt(12)),
                                PIECES.get(random.nextInt(PIECES.size())));
                default -> text.insert(at, (char) random.nextInt(256));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
