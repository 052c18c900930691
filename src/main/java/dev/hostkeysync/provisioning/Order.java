package dev.hostkeysync.provisioning;

/// What somebody other than an identity provider asks for: an operator, a backfill, the drift
/// check, the calendar.
public enum Order {
    /// The user shall have a key they may know; one that is there, or on its way, is kept. Whoever
    /// waits for Zoom is tried now.
    ISSUE,
    /// As [#ISSUE] for who has no key because nobody asked for one: a key that was withdrawn, or
    /// that a hold is about, is left to those who decide on it.
    FILL,
    /// The key is replaced by a new one.
    ROTATE,
    /// The key is replaced by one that nobody is ever shown, until somebody asks for one again.
    CONCEAL,
    /// As [#CONCEAL] while Zoom still obeys; once Zoom does not know the user, the stored digits
    /// are shredded. For users who are gone.
    REVOKE,
    /// What is on its way is tried now, with the same digits.
    RETRY
}
