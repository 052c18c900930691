package dev.hostkeysync.directory;

import dev.hostkeysync.lifecycle.LifecycleEvent;
import java.util.List;

/// What came of a [UserChange] or a [Report]. Whatever says `user` is committed, or is with the
/// caller's transaction.
public sealed interface ChangeResult {

    /// @param events what was told to the world, in order; empty for a change that matters to
    ///   nobody outside
    record Changed(DirectoryUser user, List<LifecycleEvent> events) implements ChangeResult {}

    /// It was so already: no new version, no event.
    record Unchanged(DirectoryUser user) implements ChangeResult {}

    /// Something newer was known already, and nobody has to be told of the older: no new version,
    /// no event.
    record Late(DirectoryUser user) implements ChangeResult {}

    record NotFound() implements ChangeResult {}

    /// The reference of a [Report] fits several users, none of them surer than the others.
    record Ambiguous() implements ChangeResult {}

    /// Another user who is not removed has this user name.
    record UserNameTaken() implements ChangeResult {}

    /// The user has another version than the change was made for.
    record VersionMismatch(long current) implements ChangeResult {}
}
