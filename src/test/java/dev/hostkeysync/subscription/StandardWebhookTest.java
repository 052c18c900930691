package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.testing.FixedIds;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandardWebhookTest {

    private static final Secret SECRET = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Receiver RECEIVER =
            new Receiver(
                    FixedIds.number(1),
                    Kind.WEBHOOK,
                    URI.create("https://hooks.example.com/"),
                    List.of(SECRET));
    private static final Event EVENT =
            new Event(
                    "0199aa00-0000-7000-8000-000000000001",
                    "dev.hostkeysync.host-key.changed.v1",
                    Instant.parse("2026-11-22T08:00:00.123Z"),
                    "0199aa00-0000-7000-8000-000000000002",
                    "{\"change\":\"issued\",\"email\":\"zoë@example.com\"}"
                            .getBytes(StandardCharsets.UTF_8));

    private final StandardWebhook form = new StandardWebhook();

    @Test
    void isTheFormOfStandardWebhooks() {
        Instant now = Instant.ofEpochSecond(1_700_000_000);

        Message message = form.encode(RECEIVER, EVENT, now).orElseThrow();

        assertThat(message.body())
                .isEqualTo(
                        ("{\"type\":\"dev.hostkeysync.host-key.changed.v1\",\"timestamp\":\"2026-11-22T08:00:00.123Z\","
                                        + "\"data\":{\"change\":\"issued\",\"email\":\"zoë@example.com\"}}")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(message.headers())
                .isEqualTo(
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "webhook-id",
                                EVENT.id(),
                                "webhook-timestamp",
                                "1700000000",
                                "webhook-signature",
                                Signature.header(
                                        List.of(SECRET), EVENT.id(), now, message.body())));
    }

    @Test
    void repeatsIdAndBodyButNotTimeAndSignature() {
        Message first = form.encode(RECEIVER, EVENT, Instant.ofEpochSecond(1)).orElseThrow();
        Message second = form.encode(RECEIVER, EVENT, Instant.ofEpochSecond(2)).orElseThrow();

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).containsEntry("webhook-id", EVENT.id());
        assertThat(second.headers().get("webhook-signature"))
                .isNotEqualTo(first.headers().get("webhook-signature"));
    }

    @Test
    void drawsSecretsOf32Bytes() {
        Secret secret = StandardWebhook.newSecret(new SecureRandom());

        assertThat(secret.reveal()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.reveal().substring(6))).hasSize(32);
        assertThat(secret).isNotEqualTo(StandardWebhook.newSecret(new SecureRandom()));
    }

    @Test
    void printsNoBody() {
        Message message = form.encode(RECEIVER, EVENT, Instant.EPOCH).orElseThrow();

        assertThat(message).hasToString("Message[" + message.body().length + " bytes]");
        assertThat(RECEIVER.toString()).doesNotContain("MfKQ");
    }
}
