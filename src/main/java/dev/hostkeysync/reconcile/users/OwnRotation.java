package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.hostkey.KeyHistory;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// What the pages let people see and do with their own key, short of its digits.
@ApplicationScoped
public class OwnRotation {

    private final UserActions actions;
    private final Jdbi jdbi;
    private final KeyHistory history;

    OwnRotation(UserActions actions, Jdbi jdbi, KeyHistory history) {
        this.actions = actions;
        this.jdbi = jdbi;
        this.history = history;
    }

    /// @throws dev.hostkeysync.common.ProblemException 403 unless the user is the caller in person
    public KeyStanding standing(UserId user, Caller person) {
        actions.demandOwn(user.toString(), person);
        return standing(user, actions.status(user.toString()));
    }

    /// Asks for a new key, as `POST /api/v1/host-keys/{user}/rotation` does.
    ///
    /// @param source the address the request came from
    /// @throws dev.hostkeysync.common.ProblemException 403 unless the user is the caller in person,
    ///   409 `user-protected` or `not-entitled`, 429 `too-many-rotations`
    public KeyStanding rotate(UserId user, Caller person, String source) {
        actions.demandOwn(user.toString(), person);
        return standing(
                user,
                actions.rotate(
                                user.toString(),
                                person,
                                new Request(person.label(), source, Optional.empty()))
                        .after());
    }

    private KeyStanding standing(UserId user, UserKey key) {
        return KeyStanding.of(key, jdbi.withHandle(tx -> history.causeOfActive(tx, user)));
    }
}
