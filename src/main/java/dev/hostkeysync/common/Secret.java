package dev.hostkeysync.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/// A text that must never be printed: a token, a client secret, a webhook secret.
///
/// `toString` says `[redacted]`, so that a secret in a record, a log argument or an exception
/// message stays secret.
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "value"));
    }

    /// The text itself. Every caller is a place where it may leak: keep them few.
    public String reveal() {
        return value;
    }

    /// Compares in constant time, so that an attacker learns nothing from how long the answer
    /// takes.
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && matches(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
