package dev.hostkeysync.provisioning;

/// What a trigger asks for.
enum Action {
    /// The user shall have a key they may know; one that is there is kept.
    ISSUE,
    /// The user's key is replaced by a new one, if they have one to know.
    ROTATE,
    /// The key is replaced by one that nobody is ever shown.
    CONCEAL,
    /// As [#CONCEAL] while Zoom still obeys; once Zoom does not know the user, the stored digits
    /// are shredded.
    REVOKE,
    /// Nothing.
    IGNORE
}
