package dev.hostkeysync.identity;

import java.util.Optional;

/// Zoom's id of a user, as in `/v2/users/{userId}`: opaque, case-sensitive.
///
/// @param value 1 to 128 printable ASCII characters; Zoom's are 22 today
public record ZoomUserId(String value) {

    public ZoomUserId {
        if (!looksRight(value)) {
            throw new IllegalArgumentException("not a Zoom user id");
        }
    }

    public static Optional<ZoomUserId> parse(String text) {
        return looksRight(text) ? Optional.of(new ZoomUserId(text)) : Optional.empty();
    }

    private static boolean looksRight(String text) {
        return !text.isEmpty()
                && text.length() <= 128
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String toString() {
        return value;
    }
}
