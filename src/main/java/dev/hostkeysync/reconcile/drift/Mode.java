package dev.hostkeysync.reconcile.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a check does with what it finds.
enum Mode {
    /// Tells it.
    REPORT,
    /// Tells it, and puts right what can be.
    REPAIR;

    static Optional<Mode> parse(String text) {
        return Arrays.stream(values()).filter(mode -> mode.wireName().equals(text)).findFirst();
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
