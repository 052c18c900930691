package dev.hostkeysync.account;

import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.provisioning.Protection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// What a turn asks of us between its calls, and leaves behind, each committed at once.
record AccountNotes(Jdbi jdbi, AccountList list, Protection protection) {

    /// Whether nothing touches who has this address.
    boolean covers(EmailAddress email) {
        return protection.covers(email);
    }

    /// Whether nothing touches the user as things are now.
    boolean isProtected(DirectoryUser user) {
        return !jdbi.withHandle(tx -> protection.among(tx, List.of(user))).isEmpty();
    }

    /// Whether it was us who switched Zoom's user off.
    boolean isOffByUs(ZoomUserId zoomUser) {
        return jdbi.withHandle(tx -> list.isOffByUs(tx, zoomUser));
    }

    void switchingOff(UserId user, ZoomUserId zoomUser) {
        jdbi.useTransaction(tx -> list.switchingOff(tx, user, zoomUser));
    }
}
