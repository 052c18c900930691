package dev.hostkeysync.account;

import dev.hostkeysync.directory.DirectoryUser;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What is wanted of a user at Zoom now. Worked out from where the user stands, however many events
/// led there.
@Schema(name = "ZoomAccountWanted")
enum Wanted {
    /// Zoom's user, if there is one, is left as it is.
    NOTHING,
    /// There is one, switched on, with these names.
    PRESENT,
    /// The one that is there is switched off.
    INACTIVE,
    /// There is none.
    ABSENT;

    /// @param offByUs whether it was us who switched Zoom's user off
    static Wanted of(DirectoryUser user, AccountPolicy policy, boolean offByUs) {
        return switch (user.status()) {
            case ACTIVE -> PRESENT;
            case DEACTIVATED -> {
                if (!user.profile().active()) {
                    yield switch (policy.onDeactivate()) {
                        case IGNORE -> NOTHING;
                        case DEACTIVATE -> INACTIVE;
                    };
                }
                // Who may hold a key says nothing of who may have a Zoom user; and whom an
                // administrator of Zoom switched off stays so. What we did ourselves we undo.
                yield user.eligible() && !user.activeAtZoom() && offByUs ? PRESENT : NOTHING;
            }
            // Zoom's user belongs to another account now.
            case TRANSFERRED -> NOTHING;
            case REMOVED ->
                    switch (policy.onRemove()) {
                        case IGNORE -> NOTHING;
                        case DEACTIVATE -> INACTIVE;
                        case DISASSOCIATE, DELETE -> ABSENT;
                    };
        };
    }

    /// Whether something is taken from the user: then their key goes first.
    boolean withdraws() {
        return this == INACTIVE || this == ABSENT;
    }
}
