package dev.hostkeysync.directory;

import java.util.UUID;

/// A member of a group.
///
/// @param display what people call it: a display name, or a user name
public record Member(UUID id, Type type, String display) {

    public enum Type {
        USER,
        GROUP
    }
}
