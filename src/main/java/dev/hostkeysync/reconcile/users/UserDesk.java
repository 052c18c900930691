package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.NameSearch;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.SyncReader;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Hold;
import dev.hostkeysync.zoom.limit.RateClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// What the console lets operators see of users and do with them: the same as the API, by the same
/// rules, in the audit trail in the same transaction.
@ApplicationScoped
public class UserDesk {

    /// What an operator may want.
    public enum Act {
        RETRY,
        ROTATE,
        ISSUE,
        REVOKE,
        PROTECT,
        UNPROTECT
    }

    /// What became of it.
    public enum Outcome {
        DONE,
        /// It was so before.
        ALREADY,
        /// A revocation that waits for the approval of a hold.
        HELD
    }

    /// @param more whether others have such a name too
    public record Found(List<UserStanding> users, boolean more) {}

    /// Who asks for something.
    ///
    /// @param source the address the request came from
    /// @param reason in the words of whoever asks, for the audit trail
    public record By(String label, String source, String reason) {}

    private final Jdbi jdbi;
    private final NameSearch names;
    private final UserKeys users;
    private final SyncReader work;
    private final UserActions actions;
    private final Budget budget;

    UserDesk(
            Jdbi jdbi,
            NameSearch names,
            UserKeys users,
            SyncReader work,
            UserActions actions,
            Budget budget) {
        this.jdbi = jdbi;
        this.names = names;
        this.users = users;
        this.work = work;
        this.actions = actions;
        this.budget = budget;
    }

    /// Users by the beginning of any name they have.
    public Found search(String text, int atMost) {
        return jdbi.withHandle(tx -> {
            NameSearch.Found found = names.find(tx, text, atMost);
            List<UserId> ids = found.users().stream().map(DirectoryUser::id).toList();
            return new Found(
                    users.of(tx, ids, work.of(tx, ids)).stream().map(UserStanding::of).toList(),
                    found.more());
        });
    }

    /// @throws dev.hostkeysync.common.ProblemException 404 `no-such-user`
    public UserStanding standing(UserId user) {
        return UserStanding.of(actions.status(user.toString()));
    }

    /// Why nobody's key is set at Zoom right now; empty = nothing is in the way.
    public Optional<String> held() {
        return budget.heldNow(RateClass.LIGHT).map(Hold::reason);
    }

    /// @throws dev.hostkeysync.common.ProblemException 400 for a reason that cannot be kept or is
    ///   demanded, 404 `no-such-user`, 409 `user-protected` or `not-entitled`
    public Outcome act(Act act, UserId user, By by) {
        Request request = new Request(by.label(), by.source(), Reasons.parse(by.reason()));
        String reference = user.toString();
        UserActions.Result result =
                switch (act) {
                    case RETRY -> actions.fulfil(Wish.RETRY, reference, request);
                    case ROTATE -> actions.rotate(reference, request);
                    case ISSUE -> actions.fulfil(Wish.ISSUE, reference, request);
                    case REVOKE -> actions.fulfil(Wish.REVOKE, reference, request);
                    case PROTECT -> actions.protect(reference, true, request);
                    case UNPROTECT -> actions.protect(reference, false, request);
                };
        return switch (result.outcome()) {
            case DONE -> Outcome.DONE;
            case ALREADY -> Outcome.ALREADY;
            case HELD -> Outcome.HELD;
        };
    }
}
