package dev.hostkeysync.directory;

import java.util.List;
import java.util.UUID;

/// What came of a [GroupChange]. Whatever says `group` is committed.
public sealed interface GroupResult {

    record Changed(DirectoryGroup group) implements GroupResult {}

    /// It was so already: no new version.
    record Unchanged(DirectoryGroup group) implements GroupResult {}

    record NotFound() implements GroupResult {}

    /// Another group has this display name.
    record NameTaken() implements GroupResult {}

    /// Some who shall join do not exist, or do not any more.
    ///
    /// @param ids some of them
    record NoSuchMembers(List<UUID> ids) implements GroupResult {}

    /// The group has another version than the change was made for.
    record VersionMismatch(long current) implements GroupResult {}
}
