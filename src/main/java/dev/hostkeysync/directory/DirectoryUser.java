package dev.hostkeysync.directory;

import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Instant;
import java.util.Optional;

/// A user as stored.
///
/// @param eligible whether the policy lets the user hold a key (`HOSTKEY_ELIGIBLE_GROUPS`)
/// @param version counts every change, from 1; the basis of SCIM's `meta.version` and of event
///   order
public record DirectoryUser(
        UserId id,
        Profile profile,
        Optional<ZoomUserId> zoomUserId,
        boolean eligible,
        UserStatus status,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// Whether the identity provider still has the user; a removed one is a tombstone.
    public boolean exists() {
        return status != UserStatus.REMOVED;
    }

    /// Whether provider and policy agree that the user may hold a key.
    private boolean isOn() {
        return profile.active() && eligible;
    }

    static UserStatus statusOf(Profile profile, boolean eligible) {
        return profile.active() && eligible ? UserStatus.ACTIVE : UserStatus.DEACTIVATED;
    }

    /// The next version. A transferred user stays so until they are switched off or on: only that
    /// is news.
    DirectoryUser changed(Profile newProfile, boolean newEligible, Instant now) {
        DirectoryUser next = next(newProfile, status, now).withEligible(newEligible);
        if (next.isOn() == isOn()) {
            return next;
        }
        next = next.withStatus(statusOf(newProfile, newEligible));
        // Whoever comes back may be another user at Zoom.
        return status == UserStatus.TRANSFERRED ? next.unlinked() : next;
    }

    DirectoryUser next(Profile profile, UserStatus status, Instant now) {
        return new DirectoryUser(
                id, profile, zoomUserId, eligible, status, version + 1, createdAt, now);
    }

    DirectoryUser atVersion(long version) {
        return new DirectoryUser(
                id, profile, zoomUserId, eligible, status, version, createdAt, updatedAt);
    }

    DirectoryUser withEligible(boolean eligible) {
        return new DirectoryUser(
                id, profile, zoomUserId, eligible, status, version, createdAt, updatedAt);
    }

    DirectoryUser withStatus(UserStatus status) {
        return new DirectoryUser(
                id, profile, zoomUserId, eligible, status, version, createdAt, updatedAt);
    }

    private DirectoryUser unlinked() {
        return new DirectoryUser(
                id, profile, Optional.empty(), eligible, status, version, createdAt, updatedAt);
    }

    DirectoryUser linkedTo(ZoomUserId zoomUserId) {
        return new DirectoryUser(
                id,
                profile,
                Optional.of(zoomUserId),
                eligible,
                status,
                version,
                createdAt,
                updatedAt);
    }
}
