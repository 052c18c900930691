package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.hostkey.KeyWalk;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.provisioning.SyncStanding;
import dev.hostkeysync.provisioning.SyncState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Users by state and reason, in the order of our ids. A page looks at a bounded number of users:
/// it costs the same with 1,000 and with 1,000,000 of them, and may be shorter than asked for, even
/// empty, where few are of that kind.
@ApplicationScoped
class UserList {

    private static final int AT_ONCE = 250;

    /// Some 50 ms of reading.
    static final int LOOKED_AT = 5_000;

    /// @param reason what must be in the reason, in letters of any case
    /// @param after the last user the page before looked at
    record Query(StateFilter state, Optional<String> reason, int limit, Optional<UserId> after) {}

    /// @param next where the next page goes on; empty = this is the last one
    record Page(List<UserKey> users, Optional<UserId> next) {}

    private final Jdbi jdbi;
    private final SyncReader work;
    private final KeyWalk keys;
    private final UserKeys users;

    UserList(Jdbi jdbi, SyncReader work, KeyWalk keys, UserKeys users) {
        this.jdbi = jdbi;
        this.work = work;
        this.keys = keys;
        this.users = users;
    }

    Page page(Query query) {
        return jdbi.withHandle(tx -> page(tx, query));
    }

    private Page page(Handle tx, Query query) {
        List<UserKey> found = new ArrayList<>();
        Optional<UserId> after = query.after();
        for (int looked = 0; looked < LOOKED_AT; looked += AT_ONCE) {
            List<UserId> next = candidates(tx, query.state(), after);
            for (UserKey user : matching(tx, next, query)) {
                found.add(user);
                if (found.size() == query.limit()) {
                    boolean last = next.size() < AT_ONCE && next.getLast().equals(user.user().id());
                    return new Page(found, last ? Optional.empty() : Optional.of(user.user().id()));
                }
            }
            if (next.size() < AT_ONCE) {
                return new Page(found, Optional.empty());
            }
            after = Optional.of(next.getLast());
        }
        return new Page(found, after);
    }

    /// Who may be of that state; not all of them are.
    private List<UserId> candidates(Handle tx, StateFilter state, Optional<UserId> after) {
        return switch (state) {
            case StateFilter.Everybody _ -> work.all(tx, after, AT_ONCE);
            case StateFilter.OfWork(SyncState one) ->
                    one == SyncState.DONE
                            ? work.all(tx, after, AT_ONCE)
                            : work.unfinished(tx, one, after, AT_ONCE);
            case StateFilter.OfKey(KeyState one) ->
                    switch (one) {
                        case NONE -> work.all(tx, after, AT_ONCE);
                        case PENDING -> keys.pending(tx, after, AT_ONCE);
                        case ACTIVE -> keys.active(tx, after, AT_ONCE);
                        case CONCEALED -> keys.concealed(tx, after, AT_ONCE);
                    };
        };
    }

    private List<UserKey> matching(Handle tx, List<UserId> candidates, Query query) {
        Map<UserId, SyncStanding> standings = work.of(tx, candidates);
        List<UserId> named =
                query.reason()
                        .map(reason ->
                                candidates.stream()
                                        .filter(id -> has(reason, standings.get(id)))
                                        .toList())
                        .orElse(candidates);
        return users.of(tx, named, standings).stream()
                .filter(UserKey::isListed)
                .filter(user -> is(query.state(), user))
                .toList();
    }

    private static boolean has(
            String reason, @org.jspecify.annotations.Nullable SyncStanding standing) {
        return standing != null
                && standing.reason()
                        .filter(text ->
                                text.toLowerCase(Locale.ROOT)
                                        .contains(reason.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    private static boolean is(StateFilter wanted, UserKey user) {
        return switch (wanted) {
            case StateFilter.Everybody _ -> true;
            case StateFilter.OfWork(SyncState state) -> user.workState() == state;
            case StateFilter.OfKey(KeyState state) -> user.keyState() == state;
        };
    }
}
