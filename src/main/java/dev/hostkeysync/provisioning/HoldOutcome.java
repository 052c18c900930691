package dev.hostkeysync.provisioning;

/// What became of a user in a [Hold].
public enum HoldOutcome {
    /// Nothing yet: the key is as it was.
    HELD,
    /// The hold was approved, and the user marked for the loop.
    REVOKED,
    /// A key was asked for again before anything happened to it.
    REINSTATED,
    /// The hold was approved while the user was protected.
    PROTECTED,
    /// The hold was dropped.
    DROPPED
}
