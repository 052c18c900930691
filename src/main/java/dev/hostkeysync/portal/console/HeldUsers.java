package dev.hostkeysync.portal.console;

import dev.hostkeysync.reconcile.holds.HeldUserView;
import dev.hostkeysync.reconcile.holds.HoldDesk;
import java.util.List;
import java.util.Objects;

/// A page of the users in a hold.
///
/// @param next the cursor of the next page; empty on the last one
public record HeldUsers(String hold, List<Held> users, String next) {

    /// @param name the e-mail address, or our id where there is none any more
    public record Held(String name, String what, String acceptedAt, String outcome) {}

    static HeldUsers of(HoldDesk.Detail detail) {
        return new HeldUsers(
                detail.view().id().toString(),
                detail.items().stream().map(HeldUsers::held).toList(),
                Objects.requireNonNullElse(detail.nextCursor(), ""));
    }

    private static Held held(HeldUserView user) {
        return new Held(
                Objects.requireNonNullElse(user.email(), user.userId().toString()),
                user.cause().replace('-', ' ') + ", by " + user.origin(),
                user.acceptedAt().toString(),
                user.outcome());
    }
}
