package dev.hostkeysync.provisioning;

/// What became of an [Order].
public enum Marked {
    /// The loop takes the user up as soon as the budget allows.
    DONE,
    /// What is asked for is there, or on its way, already.
    ALREADY,
    /// The mass-change guard holds it until an operator approves: nothing happened to the key.
    HELD,
    /// The user is protected: nothing touches them.
    PROTECTED,
    /// The user may not have a key they know: switched off, removed, transferred, or concealed by
    /// an operator.
    NOT_ENTITLED,
    /// Nobody has this id.
    UNKNOWN
}
