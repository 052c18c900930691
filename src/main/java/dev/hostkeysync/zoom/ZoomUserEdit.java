package dev.hostkeysync.zoom;

import java.util.Optional;
import java.util.OptionalInt;

/// What is to change; what is absent stays. Names longer than Zoom takes (64 characters, 128 for
/// the display name) are cut.
///
/// @param type 1 Basic, 2 Licensed, 4 unassigned
public record ZoomUserEdit(
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> displayName,
        Optional<String> department,
        OptionalInt type) {

    public ZoomUserEdit(
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> displayName,
            Optional<String> department) {
        this(firstName, lastName, displayName, department, OptionalInt.empty());
    }

    /// The type alone.
    public static ZoomUserEdit ofType(int type) {
        return new ZoomUserEdit(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(type));
    }

    /// Zoom refuses a body without any member.
    public boolean isEmpty() {
        return firstName.isEmpty()
                && lastName.isEmpty()
                && displayName.isEmpty()
                && department.isEmpty()
                && type.isEmpty();
    }
}
