package dev.hostkeysync.identity;

/// Zoom's id of a user, as in `/v2/users/{userId}`: opaque, case-sensitive.
public record ZoomUserId(String value) {

    public ZoomUserId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
