package dev.hostkeysync.directory;

import dev.hostkeysync.identity.GroupId;
import java.time.Instant;

/// A group as stored. Its members are read apart: there may be many.
///
/// @param version counts every change, those of the members included, from 1
public record DirectoryGroup(
        GroupId id, GroupProfile profile, long version, Instant createdAt, Instant updatedAt) {

    DirectoryGroup next(GroupProfile profile, Instant now) {
        return new DirectoryGroup(id, profile, version + 1, createdAt, now);
    }
}
