package dev.hostkeysync.webhook.standard;

import java.util.Arrays;
import java.util.Optional;

/// The types of event that we know.
enum StandardType {
    /// A user is there from now on.
    CREATED("user.created"),
    /// Names or addresses are others; those of the sign-in mean another key.
    UPDATED("user.updated"),
    /// Names and addresses stay, the way in is another: a password or a factor was reset.
    SSO_CHANGED("user.sso-changed"),
    DEACTIVATED("user.deactivated"),
    REACTIVATED("user.reactivated"),
    REMOVED("user.removed"),
    /// The user is out of our hands, or the name is somebody else's now.
    TRANSFERRED("user.transferred");

    private final String wireName;

    StandardType(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static Optional<StandardType> named(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findAny();
    }
}
