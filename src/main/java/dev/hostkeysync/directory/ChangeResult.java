package dev.hostkeysync.directory;

import dev.hostkeysync.lifecycle.LifecycleEvent;
import java.util.List;

/// What came of a [UserChange]. Whatever says `user` is committed.
public sealed interface ChangeResult {

    /// @param events what was told to the world, in order; empty for a change that matters to
    ///   nobody outside
    record Changed(DirectoryUser user, List<LifecycleEvent> events) implements ChangeResult {}

    /// It was so already: no new version, no event.
    record Unchanged(DirectoryUser user) implements ChangeResult {}

    record NotFound() implements ChangeResult {}

    /// Another user who is not removed has this user name.
    record UserNameTaken() implements ChangeResult {}

    /// The user has another version than the change was made for.
    record VersionMismatch(long current) implements ChangeResult {}
}
