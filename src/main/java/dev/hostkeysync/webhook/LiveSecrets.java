package dev.hostkeysync.webhook;

import dev.hostkeysync.common.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The secrets that a sender may prove itself with: one, or several while one is replaced by
/// another.
public final class LiveSecrets {

    private final List<Secret> secrets;

    private LiveSecrets(List<Secret> secrets) {
        this.secrets = secrets;
    }

    /// @param list separated by commas; blanks around each do not count
    public static LiveSecrets parse(Optional<String> list) {
        return new LiveSecrets(
                list.stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(Secret::of)
                        .toList());
    }

    /// What is wrong with a list, empty when nothing is.
    ///
    /// @param least how many characters each secret must have
    public static Optional<String> fault(String list, int least) {
        for (String secret : list.split(",", -1)) {
            if (secret.isBlank()) {
                return Optional.of("one of the secrets is empty");
            }
            if (secret.strip().length() < least) {
                return Optional.of(
                        "one of the secrets has fewer than %d characters".formatted(least));
            }
        }
        return Optional.empty();
    }

    /// Whether there is none: then the endpoint is off.
    public boolean isEmpty() {
        return secrets.isEmpty();
    }

    public List<Secret> all() {
        return secrets;
    }

    /// Tries all of them, without an early end: how long this takes tells nobody which one was
    /// right.
    ///
    /// @param proves takes the same time whether it holds or not
    /// @return the one that proves it
    public Optional<Secret> find(Predicate<Secret> proves) {
        Optional<Secret> found = Optional.empty();
        for (Secret secret : secrets) {
            if (proves.test(secret)) {
                found = Optional.of(secret);
            }
        }
        return found;
    }

    /// Whether this is one of them. Compared are the digests, so that not even the length of a
    /// secret shows in how long it takes.
    public boolean contains(String given) {
        byte[] digest = sha256(given);
        return find(secret -> MessageDigest.isEqual(sha256(secret.reveal()), digest)).isPresent();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
