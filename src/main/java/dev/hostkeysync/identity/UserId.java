package dev.hostkeysync.identity;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/// Our own id of a user: the SCIM `id`, the key of both topics, the owner of a host key. Never
/// reused.
public record UserId(UUID value) implements Comparable<UserId> {

    /// Reads the canonical form; empty for anything else, so that a foreign id in a URL is "not
    /// found", not an error.
    public static Optional<UserId> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// For a statement about many users, in one order for everybody who locks them.
    public static UUID[] values(Collection<UserId> users) {
        return users.stream().map(UserId::value).sorted().toArray(UUID[]::new);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
