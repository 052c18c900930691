package dev.hostkeysync.subscription;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a host-key event tells, as a subscription can choose it.
public enum Change {
    ISSUED,
    ROTATED,
    REVOKED,
    /// A key could not be set so far.
    FAILED;

    /// The word on the wire.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Change> parse(String label) {
        return Arrays.stream(values()).filter(change -> change.label().equals(label)).findFirst();
    }
}
