package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The symmetric signature of Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, where
/// the timestamp is whole seconds since 1970.
final class Signature {

    /// How a secret begins as a text; Base64 of the key follows.
    static final String PREFIX = "whsec_";

    private Signature() {}

    /// The header `webhook-signature`: one for each secret, separated by spaces.
    static String header(List<Secret> secrets, String id, Instant at, byte[] body) {
        return secrets.stream()
                .map(secret -> "v1," + sign(secret, id, at, body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(Secret secret, String id, Instant at, byte[] body) {
        byte[] key = Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length()));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("every Java platform has HmacSHA256");
        }
    }
}
