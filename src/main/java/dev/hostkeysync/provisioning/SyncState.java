package dev.hostkeysync.provisioning;

/// Where a user's work stands.
public enum SyncState {
    /// Zoom holds what is wanted.
    DONE,
    /// To be pushed as soon as the budget allows.
    DUE,
    /// Zoom cannot take it yet: no such user, no licence, no address.
    WAITING,
    /// Zoom did not say clearly whether it took the digits. The same digits go again.
    IN_DOUBT,
    /// Zoom refused several keys in a row.
    REFUSED
}
