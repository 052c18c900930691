package dev.hostkeysync.webhook.graph;

/// What was found where a user should be.
sealed interface Look {

    /// The user is there.
    record Present(GraphUser user) implements Look {}

    /// Among the deleted items: gone, and can be restored for 30 days.
    record Deleted() implements Look {}

    /// Neither there nor among the deleted items.
    record Absent() implements Look {}

    /// Graph could not be asked.
    record Failed(GraphAnswer why) implements Look {}
}
