package dev.hostkeysync.directory;

import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Instant;
import java.util.Optional;

/// A user as stored.
///
/// @param version counts every change, from 1; the basis of SCIM's `meta.version` and of event
///   order
public record DirectoryUser(
        UserId id,
        Profile profile,
        Optional<ZoomUserId> zoomUserId,
        UserStatus status,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// Whether the identity provider still has the user; a removed one is a tombstone.
    public boolean exists() {
        return status != UserStatus.REMOVED;
    }

    DirectoryUser next(Profile profile, UserStatus status, Instant now) {
        return new DirectoryUser(id, profile, zoomUserId, status, version + 1, createdAt, now);
    }

    DirectoryUser atVersion(long version) {
        return new DirectoryUser(id, profile, zoomUserId, status, version, createdAt, updatedAt);
    }

    DirectoryUser unlinked() {
        return new DirectoryUser(
                id, profile, Optional.empty(), status, version, createdAt, updatedAt);
    }

    DirectoryUser linkedTo(ZoomUserId zoomUserId) {
        return new DirectoryUser(
                id, profile, Optional.of(zoomUserId), status, version, createdAt, updatedAt);
    }
}
