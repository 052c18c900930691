package dev.hostkeysync.account;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.Protection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// What a turn asks of us between its calls, and leaves behind, each committed at once.
record AccountNotes(Jdbi jdbi, AccountSwitches switches, Protection protection) {

    /// Whether nothing touches the user as things are now: asked right before a call that takes
    /// away, since an operator may have said so meanwhile.
    ///
    /// @param atZoom the address that Zoom has of them
    boolean isProtected(DirectoryUser user, Optional<EmailAddress> atZoom) {
        return atZoom.filter(protection::covers).isPresent()
                || !jdbi.withHandle(tx -> protection.among(tx, List.of(user))).isEmpty();
    }

    /// Whether it was us who switched Zoom's user off.
    boolean isOffByUs(ZoomUserId zoomUser) {
        return jdbi.withHandle(tx -> switches.isOffByUs(tx, zoomUser));
    }

    void switchingOff(UserId user, ZoomUserId zoomUser) {
        jdbi.useTransaction(tx -> switches.switchingOff(tx, user, zoomUser));
    }
}
