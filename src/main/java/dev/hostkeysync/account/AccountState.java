package dev.hostkeysync.account;

/// Where the work on a user of Zoom stands.
enum AccountState {
    /// Zoom has it as it is wanted.
    DONE,
    /// To be done as soon as the budget allows.
    DUE,
    /// Comes right by itself: it is tried again.
    WAITING,
    /// Somebody has to do something; it is tried again once a day all the same.
    BLOCKED
}
