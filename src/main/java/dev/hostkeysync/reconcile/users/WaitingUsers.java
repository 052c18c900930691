package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.SyncState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Users whose work is not done, for the console: those whom `GET /api/v1/host-keys?state=` lists.
@ApplicationScoped
public class WaitingUsers {

    /// @param next where the next page goes on; empty = this is the last one
    public record Page(List<UserStanding> users, Optional<UserId> next) {}

    private final UserList list;

    WaitingUsers(UserList list) {
        this.list = list;
    }

    /// A page may be shorter than `limit`, even empty, and have a next one.
    ///
    /// @param reason what must be in the reason, in letters of any case
    /// @param after the last user the page before looked at
    public Page page(SyncState state, Optional<String> reason, int limit, Optional<UserId> after) {
        UserList.Page page =
                list.page(new UserList.Query(new StateFilter.OfWork(state), reason, limit, after));
        return new Page(page.users().stream().map(UserStanding::of).toList(), page.next());
    }
}
