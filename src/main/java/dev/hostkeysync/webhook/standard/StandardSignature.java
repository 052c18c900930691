package dev.hostkeysync.webhook.standard;

import dev.hostkeysync.webhook.LiveSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Proof that a request comes from a sender we know (Standard Webhooks: Verifying signatures): one
/// of the signatures in `webhook-signature` is over `id.timestamp.body`, the body's own bytes, and
/// was made with one of our keys, not long ago.
final class StandardSignature {

    /// Two keys of each kind side by side make four; a list without end would cost us more than the
    /// sender.
    private static final int MOST = 16;

    /// Neither a blank nor a brace: no other place could be taken for the end of the id.
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z._:/+=~@-]{1,200}");

    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

    private final List<SigningKey> keys;
    private final Duration tolerance;

    /// @param tolerance how far the time of the attempt may be from now, to either side
    StandardSignature(LiveSecrets secrets, Duration tolerance) {
        this.keys = secrets.all().stream().map(SigningKey::parse).toList();
        this.tolerance = tolerance;
    }

    /// The three headers of a request.
    ///
    /// @param timestamp of the attempt, Unix seconds
    /// @param signatures separated by blanks
    record Headers(@Nullable String id, @Nullable String timestamp, @Nullable String signatures) {}

    boolean proves(Headers headers, byte[] body, Instant now) {
        if (headers.id() == null
                || headers.timestamp() == null
                || headers.signatures() == null
                || !ID.matcher(headers.id()).matches()
                || !isRecent(headers.timestamp(), now)) {
            return false;
        }
        byte[] prefix =
                (headers.id() + "." + headers.timestamp() + ".").getBytes(StandardCharsets.UTF_8);
        String[] signatures = headers.signatures().strip().split(" +", MOST + 1);
        boolean proved = false;
        // No early end: how long this takes tells nobody which key was the right one.
        for (int i = 0; i < Math.min(signatures.length, MOST); i++) {
            proved |= isOurs(signatures[i], prefix, body);
        }
        return proved;
    }

    private boolean isRecent(String timestamp, Instant now) {
        return TIMESTAMP.matcher(timestamp).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(tolerance)
                        <= 0;
    }

    private boolean isOurs(String signature, byte[] prefix, byte[] body) {
        int comma = signature.indexOf(',');
        if (comma < 0) {
            return false;
        }
        String scheme = signature.substring(0, comma);
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(signature.substring(comma + 1));
        } catch (IllegalArgumentException _) {
            return false;
        }
        boolean ours = false;
        for (SigningKey key : keys) {
            if (key.scheme().equals(scheme)) {
                ours |= key.made(bytes, prefix, body);
            }
        }
        return ours;
    }
}
