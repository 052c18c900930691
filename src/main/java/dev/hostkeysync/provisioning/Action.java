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
    /// Somebody else's key at Zoom is replaced by a new one of ours, which is shown or not as the
    /// one before.
    RECLAIM,
    /// It is noted that the stored key is not the one at Zoom, and nobody is told it any more.
    REPORT,
    /// If the user waits for Zoom, it is tried now.
    WAKE,
    /// Nothing.
    IGNORE
}
