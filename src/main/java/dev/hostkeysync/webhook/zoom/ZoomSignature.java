package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.common.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Proof that a request comes from Zoom: `x-zm-signature` = `v0=` + hex(HMAC-SHA-256(secret,
/// `v0:{timestamp}:{body}`)), over the body's own bytes (Zoom: Using webhooks, "Verify webhook
/// events").
final class ZoomSignature {

    private final List<Secret> secrets;
    private final Duration tolerance;

    ZoomSignature(List<Secret> secrets, Duration tolerance) {
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
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        byte[] prefix = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        Optional<Secret> signer = Optional.empty();
        for (Secret secret : secrets) {
            String right = "v0=" + hmac(secret, prefix, body);
            // No early end: how long this takes tells nobody which secret was the right one.
            if (MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given)) {
                signer = Optional.of(secret);
            }
        }
        return signer;
    }

    /// The answer to `endpoint.url_validation`: hex(HMAC-SHA-256(secret, plainToken)), with the
    /// secret that signed it.
    static String encryptedToken(Secret secret, String plainToken) {
        return hmac(secret, new byte[0], plainToken.getBytes(StandardCharsets.UTF_8));
    }

    /// The same for the same body, and tells nothing of it to whoever has not the secret.
    static String ofBody(Secret secret, byte[] body) {
        return hmac(secret, "body:".getBytes(StandardCharsets.UTF_8), body);
    }

    static String hmac(Secret secret, byte[] prefix, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(prefix);
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
