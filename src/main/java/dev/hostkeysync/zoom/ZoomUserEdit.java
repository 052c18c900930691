package dev.hostkeysync.zoom;

import java.util.Optional;

/// What is to change; what is absent stays. Names longer than Zoom takes (64 characters, 128 for
/// the display name) are cut.
public record ZoomUserEdit(
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> displayName,
        Optional<String> department) {

    /// Zoom refuses a body without any member.
    public boolean isEmpty() {
        return firstName.isEmpty()
                && lastName.isEmpty()
                && displayName.isEmpty()
                && department.isEmpty();
    }
}
