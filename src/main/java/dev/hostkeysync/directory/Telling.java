package dev.hostkeysync.directory;

import dev.hostkeysync.lifecycle.Cause;
import dev.hostkeysync.lifecycle.Trigger;

/// What the world is to be told of a user, before it is an event.
///
/// @param cause of a switch; of no meaning for other triggers
/// @param on whether the user may hold a key after it
record Telling(Trigger trigger, Cause cause, boolean on) {

    static Telling of(Trigger trigger, boolean on) {
        return new Telling(trigger, Cause.PROVIDER, on);
    }

    static Telling turned(boolean on, Cause cause) {
        return new Telling(on ? Trigger.USER_REACTIVATED : Trigger.USER_DEACTIVATED, cause, on);
    }

    /// Whether it says where the user stands: then the last one told must be the one in force.
    boolean isOfStanding() {
        return switch (trigger) {
            case USER_CREATED, USER_DEACTIVATED, USER_REACTIVATED, USER_REMOVED, USER_TRANSFERRED ->
                    true;
            case SSO_CHANGED, PROFILE_CHANGED, ZOOM_USER_READY, HOST_KEY_DRIFTED -> false;
        };
    }
}
