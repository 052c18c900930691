package dev.hostkeysync.directory;

import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.Optional;

/// Where a user stands by the words of the provider and of Zoom: a switch each, and whom of Zoom's
/// users they are.
///
/// @param exists whether the provider has the user
/// @param active the provider's switch
/// @param activeAtZoom Zoom's switch
/// @param left whether the Zoom user is gone from our account
record Standing(
        boolean exists,
        boolean active,
        boolean activeAtZoom,
        boolean left,
        Optional<ZoomUserId> zoomUserId) {

    /// Before anybody spoke of them.
    static final Standing NOBODY = new Standing(false, false, true, false, Optional.empty());

    static Standing of(DirectoryUser user) {
        return new Standing(
                user.exists(),
                user.exists() && user.profile().active(),
                user.activeAtZoom(),
                user.status() == UserStatus.TRANSFERRED,
                user.zoomUserId());
    }

    /// @param eligible whether the policy lets them hold a key
    boolean isOn(boolean eligible) {
        return exists && active && activeAtZoom && eligible;
    }

    UserStatus status(boolean eligible) {
        if (!exists) {
            return UserStatus.REMOVED;
        }
        if (left) {
            return UserStatus.TRANSFERRED;
        }
        return isOn(eligible) ? UserStatus.ACTIVE : UserStatus.DEACTIVATED;
    }

    Standing exists(boolean value) {
        return new Standing(value, active, activeAtZoom, left, zoomUserId);
    }

    Standing active(boolean value) {
        return new Standing(exists, value, activeAtZoom, left, zoomUserId);
    }

    Standing activeAtZoom(boolean value) {
        return new Standing(exists, active, value, left, zoomUserId);
    }

    Standing left(boolean value) {
        return new Standing(exists, active, activeAtZoom, value, zoomUserId);
    }

    /// @param id empty = whoever it was
    Standing linkedTo(Optional<ZoomUserId> id) {
        return id.isPresent() ? new Standing(exists, active, activeAtZoom, left, id) : this;
    }

    /// Nobody of Zoom's users, so Zoom's switch is the one a new user has.
    Standing unlinked() {
        return new Standing(exists, active, /* activeAtZoom */ true, left, Optional.empty());
    }

    /// As text, to be stored: a letter for each thing that is so, then Zoom's id.
    String code() {
        return (exists ? "e" : "")
                + (active ? "a" : "")
                + (activeAtZoom ? "z" : "")
                + (left ? "l" : "")
                + ":"
                + zoomUserId.map(ZoomUserId::value).orElse("");
    }

    static Standing parse(String code) {
        int end = code.indexOf(':');
        String letters = code.substring(0, end);
        return new Standing(
                letters.contains("e"),
                letters.contains("a"),
                letters.contains("z"),
                letters.contains("l"),
                ZoomUserId.parse(code.substring(end + 1)));
    }
}
