package dev.hostkeysync.provisioning;

import java.util.Locale;

/// What became of a record that could not be handled.
public enum DeadLetterState {
    /// It waits for somebody.
    DEAD,
    /// It is on its way through the topic once more.
    REPLAYING,
    /// It was applied at last.
    HANDLED,
    /// It could be read at last, when newer events of the user had been applied: it changed
    /// nothing.
    OUTDATED;

    /// Such as `dead`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
