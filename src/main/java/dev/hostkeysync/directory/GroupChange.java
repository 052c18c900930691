package dev.hostkeysync.directory;

import dev.hostkeysync.identity.GroupId;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What somebody outside wants to be true of a group from now on.
public sealed interface GroupChange {

    /// @param members ids of users and groups
    record Create(GroupProfile profile, Set<UUID> members) implements GroupChange {}

    /// Changes the group as it stands while the row is locked.
    ///
    /// @param onlyAtVersion when present, the edit is made only if the group still has that version
    /// @param edit a pure function; may throw to refuse the edit, then nothing is changed and the
    ///   exception passes on
    record Edit(GroupId id, OptionalLong onlyAtVersion, Function<GroupProfile, Edited> edit)
            implements GroupChange {}

    record Remove(GroupId id, OptionalLong onlyAtVersion) implements GroupChange {}

    /// What an edit makes of a group.
    record Edited(GroupProfile profile, MemberChange members) {}
}
