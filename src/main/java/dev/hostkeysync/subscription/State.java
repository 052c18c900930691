package dev.hostkeysync.subscription;

/// Whether a subscription gets anything.
public enum State {
    ENABLED,
    /// Deliveries are written and wait.
    PAUSED,
    /// No more deliveries are written; those that wait stay for a week, and go on once it is
    /// enabled again.
    DISABLED
}
