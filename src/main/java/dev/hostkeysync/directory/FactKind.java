package dev.hostkeysync.directory;

/// What can be said of a user that turns a switch or is worth telling. Of two words of the same
/// time, of which nobody knows which came first, the later in this list counts as the later: in
/// doubt a user is off.
public enum FactKind {
    CREATED_ON,
    CREATED_OFF,
    ON,
    OFF,
    REMOVED,
    ZOOM_READY,
    ZOOM_ON,
    ZOOM_OFF,
    LEFT,
    ZOOM_DELETED,
    SIGN_IN_CHANGED,
    KEY_DRIFTED;

    /// Whether Zoom's own user is meant, so that the word is for nobody else.
    boolean isOfZoom() {
        return switch (this) {
            case ZOOM_READY, ZOOM_ON, ZOOM_OFF, LEFT, ZOOM_DELETED, KEY_DRIFTED -> true;
            case CREATED_ON, CREATED_OFF, ON, OFF, REMOVED, SIGN_IN_CHANGED -> false;
        };
    }

    /// Whether it is the identity provider's switch.
    boolean isOfProvider() {
        return switch (this) {
            case CREATED_ON, CREATED_OFF, ON, OFF, REMOVED -> true;
            case ZOOM_READY, ZOOM_ON, ZOOM_OFF, LEFT, ZOOM_DELETED, SIGN_IN_CHANGED, KEY_DRIFTED ->
                    false;
        };
    }

    /// Whether the provider has the user from then on.
    boolean isCreation() {
        return this == CREATED_ON || this == CREATED_OFF;
    }

    /// Whether it turns the switch that an earlier word of the other kind had turned.
    boolean supersedes(FactKind earlier) {
        return switch (this) {
            case CREATED_ON, CREATED_OFF, ON, OFF, REMOVED -> earlier.isOfProvider();
            case ZOOM_ON, ZOOM_OFF, LEFT, ZOOM_DELETED -> !earlier.isOfProvider();
            // Brings back who left, no more.
            case ZOOM_READY -> earlier == LEFT || earlier == ZOOM_DELETED;
            case SIGN_IN_CHANGED, KEY_DRIFTED -> false;
        };
    }

    /// Whether it is told to the world whenever it was said, also when it comes late.
    boolean isAlwaysTold() {
        return this == ZOOM_READY || this == ZOOM_ON || this == SIGN_IN_CHANGED;
    }
}
