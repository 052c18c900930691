package dev.hostkeysync.zoom;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a user stands at Zoom. A list is of users of one status.
public enum ZoomUserStatus {
    ACTIVE,
    /// Deactivated: cannot sign in, has no licence.
    INACTIVE,
    /// Invited, and has not accepted: has no Zoom id yet.
    PENDING;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ZoomUserStatus> parse(String text) {
        return Arrays.stream(values()).filter(each -> each.wireName().equals(text)).findFirst();
    }
}
