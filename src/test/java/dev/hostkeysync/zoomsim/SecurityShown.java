package dev.hostkeysync.zoomsim;

/// When account settings show `security`: people report both ways of asking to fail.
public enum SecurityShown {
    ALWAYS,
    /// Only to `option=security`.
    WITH_OPTION,
    /// Only without any `option`.
    WITHOUT_OPTION,
    NEVER
}
