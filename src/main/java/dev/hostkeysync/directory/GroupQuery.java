package dev.hostkeysync.directory;

import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.GroupId;
import java.util.Optional;
import java.util.UUID;

/// Which groups are looked for: those for which all that is given holds.
///
/// @param displayName compared without case
/// @param member a user or a group that is directly in it
public record GroupQuery(
        Optional<GroupId> id,
        Optional<String> displayName,
        Optional<ExternalId> externalId,
        Optional<UUID> member) {

    public static final GroupQuery ALL =
            new GroupQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
