package dev.hostkeysync.provisioning;

/// Where a [Hold] stands.
public enum HoldState {
    /// Somebody has to decide. Whatever else is to be revoked meanwhile joins it.
    OPEN,
    /// Everybody in it loses their key, as fast as the budget allows.
    APPROVED,
    /// Nobody in it loses their key.
    DROPPED,
    /// Everybody in it was asked a key for again: there was nothing left to decide.
    CLEARED
}
