package dev.hostkeysync.webhook.zoom;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.webhook.HmacSha256;
import dev.hostkeysync.webhook.LiveSecrets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proof that a request comes from Zoom: `x-zm-signature` = `v0=` + hex(HMAC-SHA-256(secret,
/// `v0:{timestamp}:{body}`)), over the body's own bytes (Zoom: Using webhooks, "Verify webhook
/// events").
final class ZoomSignature {

    private final LiveSecrets secrets;
    private final Duration tolerance;

    ZoomSignature(LiveSecrets secrets, Duration tolerance) {
        this.secrets = secrets;
        this.tolerance = tolerance;
    }

    /// @param timestamp `x-zm-request-timestamp`, Unix seconds
    /// @param signature `x-zm-signature`
    /// @return the secret that signed it; empty when none of ours did, or too long ago
    Optional<Secret> signer(
            @Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        if (timestamp == null || signature == null || !timestamp.matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signedAt, now).abs().compareTo(tolerance) > 0) {
            return Optional.empty();
        }
        byte[] given = signature.getBytes(UTF_8);
        byte[] prefix = ("v0:" + timestamp + ":").getBytes(UTF_8);
        return secrets.find(secret ->
                MessageDigest.isEqual(("v0=" + hmac(secret, prefix, body)).getBytes(UTF_8), given));
    }

    /// The answer to `endpoint.url_validation`: hex(HMAC-SHA-256(secret, plainToken)), with the
    /// secret that signed it.
    static String encryptedToken(Secret secret, String plainToken) {
        return hmac(secret, plainToken.getBytes(UTF_8));
    }

    /// The same for the same body, and tells nothing of it to whoever has not the secret.
    static String ofBody(Secret secret, byte[] body) {
        return hmac(secret, "body:".getBytes(UTF_8), body);
    }

    static String hmac(Secret secret, byte[]... message) {
        return HexFormat.of().formatHex(HmacSha256.of(secret.reveal().getBytes(UTF_8), message));
    }
}
