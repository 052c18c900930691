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
/// @param activeAtZoom whether Zoom's administrators let them
/// @param version counts every change, from 1; the basis of SCIM's `meta.version` and of event
///   order
public record DirectoryUser(
        UserId id,
        Profile profile,
        Optional<ZoomUserId> zoomUserId,
        boolean eligible,
        boolean activeAtZoom,
        UserStatus status,
        long version,
        Instant createdAt,
        Instant updatedAt,
        Heard heard) {

    /// A user as they are made, whom Zoom has no word on yet.
    static DirectoryUser created(UserId id, Profile profile, Instant now) {
        return new DirectoryUser(
                id,
                profile,
                Optional.empty(),
                /* eligible */ true,
                /* activeAtZoom */ true,
                statusOf(profile, true),
                1,
                now,
                now,
                Heard.NOTHING);
    }

    /// Whether the identity provider still has the user; a removed one is a tombstone.
    public boolean exists() {
        return status != UserStatus.REMOVED;
    }

    /// Whether provider, policy and Zoom agree that the user may hold a key.
    private boolean isOn() {
        return profile.active() && eligible && activeAtZoom;
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
        next = next.withStatus(next.isOn() ? UserStatus.ACTIVE : UserStatus.DEACTIVATED);
        // Whoever comes back may be another user at Zoom.
        return status == UserStatus.TRANSFERRED ? next.linkedTo(Optional.empty()) : next;
    }

    DirectoryUser next(Profile profile, UserStatus status, Instant now) {
        return new DirectoryUser(
                id,
                profile,
                zoomUserId,
                eligible,
                activeAtZoom,
                status,
                version + 1,
                createdAt,
                now,
                heard);
    }

    /// As they stand by the words of provider and Zoom. The version stays.
    DirectoryUser standing(Standing standing) {
        return new DirectoryUser(
                id,
                profile,
                standing.zoomUserId(),
                eligible,
                standing.activeAtZoom(),
                standing.status(eligible),
                version,
                createdAt,
                updatedAt,
                heard);
    }

    DirectoryUser atVersion(long version) {
        return new DirectoryUser(
                id,
                profile,
                zoomUserId,
                eligible,
                activeAtZoom,
                status,
                version,
                createdAt,
                updatedAt,
                heard);
    }

    DirectoryUser withEligible(boolean eligible) {
        return new DirectoryUser(
                id,
                profile,
                zoomUserId,
                eligible,
                activeAtZoom,
                status,
                version,
                createdAt,
                updatedAt,
                heard);
    }

    DirectoryUser withStatus(UserStatus status) {
        return new DirectoryUser(
                id,
                profile,
                zoomUserId,
                eligible,
                activeAtZoom,
                status,
                version,
                createdAt,
                updatedAt,
                heard);
    }

    DirectoryUser withHeard(Heard heard) {
        return new DirectoryUser(
                id,
                profile,
                zoomUserId,
                eligible,
                activeAtZoom,
                status,
                version,
                createdAt,
                updatedAt,
                heard);
    }

    private DirectoryUser linkedTo(Optional<ZoomUserId> zoomUserId) {
        return new DirectoryUser(
                id,
                profile,
                zoomUserId,
                eligible,
                activeAtZoom,
                status,
                version,
                createdAt,
                updatedAt,
                heard);
    }
}
