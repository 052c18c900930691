package dev.hostkeysync.reconcile.preflight;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How it stands, from best to worst.
public enum Status {
    OK,
    /// Nobody knows, and nothing speaks for a fault.
    CANNOT_TELL,
    /// Most works; something does not, or will not.
    WARNING,
    /// Host keys cannot be set, or cannot be relied on.
    PROBLEM;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
