package dev.hostkeysync.webhook.standard;

import dev.hostkeysync.webhook.LiveSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
        List<Candidate> candidates =
                Arrays.stream(headers.signatures().strip().split(" +", MOST + 1))
                        .limit(MOST)
                        .flatMap(signature -> Candidate.parse(signature).stream())
                        .toList();
        boolean proved = false;
        // No early end: how long this takes tells nobody which key was the right one.
        for (SigningKey key : keys) {
            Predicate<byte[]> made = key.over(prefix, body);
            List<Candidate> ofItsKind =
                    candidates.stream().filter(one -> one.scheme().equals(key.scheme())).toList();
            for (Candidate one : ofItsKind.subList(0, Math.min(ofItsKind.size(), key.most()))) {
                proved |= made.test(one.bytes());
            }
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

    /// One of the signatures, as it stands there.
    private record Candidate(String scheme, String base64) {

        static Optional<Candidate> parse(String signature) {
            int comma = signature.indexOf(',');
            return comma < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Candidate(
                                    signature.substring(0, comma), signature.substring(comma + 1)));
        }

        /// None when it is not base64: no signature is as short as that.
        byte[] bytes() {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException _) {
                return new byte[0];
            }
        }
    }
}
