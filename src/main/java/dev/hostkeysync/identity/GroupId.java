package dev.hostkeysync.identity;

import java.util.Optional;
import java.util.UUID;

/// Our own id of a group: the SCIM `id`. Never reused, and never that of a user.
public record GroupId(UUID value) implements Comparable<GroupId> {

    /// Reads the canonical form; empty for anything else, so that a foreign id in a URL is "not
    /// found", not an error.
    public static Optional<GroupId> parse(String text) {
        return UserId.parse(text).map(id -> new GroupId(id.value()));
    }

    @Override
    public int compareTo(GroupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
