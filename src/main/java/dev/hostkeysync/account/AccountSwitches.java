package dev.hostkeysync.account;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Whom of Zoom's users we switched off ourselves, in the table `zoom_account`: only those do we
/// switch on again.
@ApplicationScoped
class AccountSwitches {

    /// Which of these users were switched off at Zoom by us.
    Set<UserId> offByUs(Handle tx, Collection<UserId> users) {
        return new HashSet<>(
                tx.select(
                                "SELECT user_id FROM zoom_account WHERE user_id = ANY (?) AND off_by_us",
                                (Object) UserId.values(users))
                        .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                        .list());
    }

    /// Zoom's user is about to be switched off by us: whatever becomes of the call, it may have
    /// been us.
    void switchingOff(Handle tx, UserId user, ZoomUserId zoomUser) {
        int _ =
                tx.execute(
                        "UPDATE zoom_account SET off_by_us = true, zoom_user_id = ? WHERE user_id = ?",
                        zoomUser.value(),
                        user.value());
    }

    /// Whether Zoom's user was switched off by us, on behalf of whomever.
    boolean isOffByUs(Handle tx, ZoomUserId zoomUser) {
        return tx.select(
                        "SELECT EXISTS (SELECT FROM zoom_account WHERE zoom_user_id = ? AND off_by_us)",
                        zoomUser.value())
                .mapTo(Boolean.class)
                .one();
    }

    /// Nobody has to remember any more that Zoom's user was off.
    void switchedOn(Handle tx, ZoomUserId zoomUser) {
        int _ =
                tx.execute(
                        "UPDATE zoom_account SET off_by_us = false WHERE zoom_user_id = ? AND off_by_us",
                        zoomUser.value());
    }

    /// Zoom tells of these users that they are on. Whom we had switched off somebody else switched
    /// on again: that is theirs to take back, until the provider withdraws the user anew.
    void switchedOnByOthers(Handle tx, Collection<UserId> users) {
        if (users.isEmpty()) {
            return;
        }
        int _ =
                tx.execute(
                        """
                        UPDATE zoom_account SET off_by_us = false, withdrawn_at = NULL, wanted = 'NOTHING'
                        WHERE user_id = ANY (?) AND off_by_us AND wanted = 'INACTIVE' AND state = 'DONE'
                        """,
                        (Object) UserId.values(users));
    }
}
