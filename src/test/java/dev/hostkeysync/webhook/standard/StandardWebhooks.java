package dev.hostkeysync.webhook.standard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.testing.Configs;
import dev.hostkeysync.webhook.HmacSha256;
import dev.hostkeysync.webhook.RecordingIntake;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// A sender, and the endpoint before a recording intake.
final class StandardWebhooks {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String NEXT = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private StandardWebhooks() {}

    static StandardWebhook endpoint(RecordingIntake intake, String secrets) {
        return new StandardWebhook(
                Configs.of(
                        StandardWebhookConfig.class, Map.of("STANDARD_WEBHOOK_SECRETS", secrets)),
                intake,
                () -> NOW);
    }

    static StandardWebhook endpoint(RecordingIntake intake) {
        return endpoint(intake, SECRET + "," + NEXT);
    }

    /// Headers that are right for the body.
    static StandardSignature.Headers headers(String id, byte[] body) {
        return signed(id, Long.toString(NOW.getEpochSecond()), SECRET, body);
    }

    static StandardSignature.Headers signed(
            String id, String timestamp, String secret, byte[] body) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        byte[] mac = HmacSha256.of(key, (id + "." + timestamp + ".").getBytes(UTF_8), body);
        return new StandardSignature.Headers(
                id, timestamp, "v1," + Base64.getEncoder().encodeToString(mac));
    }

    /// The status of the answer.
    static int send(StandardWebhook endpoint, StandardSignature.Headers headers, byte[] body) {
        try {
            endpoint.receive(headers, body);
            return 204;
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    /// As [#send], signed with the right key.
    static int send(StandardWebhook endpoint, String id, String body) {
        return send(endpoint, headers(id, body.getBytes(UTF_8)), body.getBytes(UTF_8));
    }
}
