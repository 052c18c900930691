package dev.hostkeysync.lifecycle;

import java.util.Optional;

/// The kinds of lifecycle event, each with its CloudEvents type.
public enum Trigger {
    USER_CREATED("dev.hostkeysync.user.created.v1"),
    SSO_CHANGED("dev.hostkeysync.user.sso-changed.v1"),
    USER_DEACTIVATED("dev.hostkeysync.user.deactivated.v1"),
    USER_REACTIVATED("dev.hostkeysync.user.reactivated.v1"),
    USER_REMOVED("dev.hostkeysync.user.removed.v1"),
    USER_TRANSFERRED("dev.hostkeysync.user.transferred.v1"),
    PROFILE_CHANGED("dev.hostkeysync.user.profile-changed.v1"),
    ZOOM_USER_READY("dev.hostkeysync.user.zoom-ready.v1"),
    HOST_KEY_DRIFTED("dev.hostkeysync.user.host-key-drifted.v1");

    private final String type;

    Trigger(String type) {
        this.type = type;
    }

    public static Trigger of(LifecycleEvent event) {
        return switch (event) {
            case LifecycleEvent.UserCreated _ -> USER_CREATED;
            case LifecycleEvent.SsoChanged _ -> SSO_CHANGED;
            case LifecycleEvent.UserDeactivated _ -> USER_DEACTIVATED;
            case LifecycleEvent.UserReactivated _ -> USER_REACTIVATED;
            case LifecycleEvent.UserRemoved _ -> USER_REMOVED;
            case LifecycleEvent.UserTransferred _ -> USER_TRANSFERRED;
            case LifecycleEvent.ProfileChanged _ -> PROFILE_CHANGED;
            case LifecycleEvent.ZoomUserReady _ -> ZOOM_USER_READY;
            case LifecycleEvent.HostKeyDrifted _ -> HOST_KEY_DRIFTED;
        };
    }

    static Optional<Trigger> ofType(String type) {
        for (Trigger trigger : values()) {
            if (trigger.type.equals(type)) {
                return Optional.of(trigger);
            }
        }
        return Optional.empty();
    }

    /// Whether it is the type of one of these kinds but for the version at its end.
    static boolean isOfAnotherVersion(String type) {
        return type.matches(".*\\.v[0-9]{1,9}")
                && ofType(type.replaceFirst("[0-9]+$", "1")).isPresent();
    }

    /// Whether an identity provider causes it, rather than Zoom.
    public boolean isOfProvider() {
        return switch (this) {
            case USER_CREATED,
                    SSO_CHANGED,
                    USER_DEACTIVATED,
                    USER_REACTIVATED,
                    USER_REMOVED,
                    PROFILE_CHANGED ->
                    true;
            case USER_TRANSFERRED, ZOOM_USER_READY, HOST_KEY_DRIFTED -> false;
        };
    }

    /// The CloudEvents `type`.
    public String type() {
        return type;
    }

    /// The name in settings, events and lists, such as `sso-changed`.
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
