package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// An event as Standard Webhooks 1.0 has it: `{"type": …, "timestamp": …, "data": {…}}`. The body
/// is the same at every attempt; the time of the attempt, and with it the signature, is not.
@ApplicationScoped
class StandardWebhook implements Encoder {

    private static final int KEY_BYTES = 32;

    @Override
    public Kind kind() {
        return Kind.WEBHOOK;
    }

    @Override
    public Optional<Message> encode(Receiver receiver, Event event, Instant now) {
        byte[] body = body(event);
        return Optional.of(
                new Message(
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "webhook-id",
                                event.id(),
                                "webhook-timestamp",
                                Long.toString(now.getEpochSecond()),
                                "webhook-signature",
                                Signature.header(receiver.secrets(), event.id(), now, body)),
                        body));
    }

    /// Type and time need no escapes, see [Event], and the data is JSON already.
    private static byte[] body(Event event) {
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}"
                .formatted(
                        event.type(),
                        event.occurredAt(),
                        new String(event.data(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }

    static Secret newSecret(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Secret.of(Signature.PREFIX + Base64.getEncoder().encodeToString(key));
    }
}
