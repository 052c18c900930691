package dev.hostkeysync.reconcile.users;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.AuditTrail;
import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.provisioning.Lane;
import dev.hostkeysync.provisioning.Marked;
import dev.hostkeysync.provisioning.Marks;
import dev.hostkeysync.provisioning.Order;
import dev.hostkeysync.provisioning.Protection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What operators do with one user. All of it is in the audit trail, in the same transaction; so is
/// what was asked for and refused.
@ApplicationScoped
class UserActions {

    private static final String HELD =
            "The mass-change guard holds it with the other revocations of the last minutes; nothing"
                    + " happened to the key. Look at GET /api/v1/holds and approve the hold, or drop"
                    + " it and ask again.";

    private final Jdbi jdbi;
    private final UserKeys users;
    private final Marks marks;
    private final Protection protection;
    private final AuditTrail audit;
    private final Reasons reasons;
    private final RotationLimiter limiter;

    UserActions(
            Jdbi jdbi,
            UserKeys users,
            Marks marks,
            Protection protection,
            AuditTrail audit,
            Reasons reasons,
            RotationLimiter limiter) {
        this.jdbi = jdbi;
        this.users = users;
        this.marks = marks;
        this.protection = protection;
        this.audit = audit;
        this.reasons = reasons;
        this.limiter = limiter;
    }

    /// @param follows what happens next, for people
    /// @param after the user after it
    record Result(Answer.Outcome outcome, String follows, UserKey after) {}

    private record Judged(Marked marked, UserKey after) {}

    /// @throws ProblemException 404 `no-such-user`
    UserKey status(String reference) {
        return jdbi.withHandle(tx -> users.of(tx, known(tx, reference)));
    }

    /// @throws ProblemException 403 unless the user is the caller in person
    void demandOwn(String reference, Caller caller) {
        if (!users.isOwn(reference, caller)) {
            throw Refusals.notOwn();
        }
    }

    /// A new key, for whoever may have it made.
    ///
    /// @throws ProblemException as [#fulfil], and 400 `reason-required`, 403, 429
    ///   `too-many-rotations`
    Result rotate(String reference, Caller caller, Request by) {
        boolean own = users.isOwn(reference, caller);
        if (!own && !caller.may(Scope.HOSTKEY_ROTATE) && !caller.may(Scope.OPERATOR)) {
            throw Refusals.notOwn();
        }
        refused(own ? limiter.take(caller.label()) : missing(by));
        return fulfil(Wish.ROTATE, reference, by);
    }

    /// A new key, for an operator.
    ///
    /// @throws ProblemException as [#fulfil], and 400 `reason-required`
    Result rotate(String reference, Request by) {
        refused(missing(by));
        return fulfil(Wish.ROTATE, reference, by);
    }

    private Optional<Problem> missing(Request by) {
        return reasons.missing(by.reason(), "send a body such as {\"reason\": \"laptop lost\"}");
    }

    private static void refused(Optional<Problem> problem) {
        if (problem.isPresent()) {
            throw problem.get().toException();
        }
    }

    /// @throws ProblemException 404 `no-such-user`, 409 `user-protected` or `not-entitled`
    Result fulfil(Wish wish, String reference, Request by) {
        Judged judged =
                jdbi.inTransaction(tx -> {
                    DirectoryUser user = known(tx, reference);
                    Marked marked =
                            requireNonNull(
                                    marks.mark(
                                                    tx,
                                                    List.of(user.id()),
                                                    wish.order(),
                                                    wish.cause(),
                                                    Lane.LIVE)
                                            .get(user.id()));
                    write(tx, wish.action(), user, by, marked.name());
                    return new Judged(marked, users.of(tx, user));
                });
        // Only now, so that what was refused is in the trail too.
        return switch (judged.marked()) {
            case DONE -> new Result(Answer.Outcome.DONE, wish.follows(), judged.after());
            case ALREADY -> new Result(Answer.Outcome.ALREADY, wish.already(), judged.after());
            case HELD -> new Result(Answer.Outcome.HELD, HELD, judged.after());
            case PROTECTED -> throw Refusals.isProtected(judged.after());
            case NOT_ENTITLED -> throw Refusals.notEntitled(wish, judged.after());
            case UNKNOWN -> throw Refusals.noSuchUser();
        };
    }

    /// Takes the user out of everything, or back in.
    ///
    /// @throws ProblemException 404 `no-such-user`
    Result protect(String reference, boolean on, Request by) {
        return jdbi.inTransaction(tx -> {
            DirectoryUser user = known(tx, reference);
            boolean before = isProtectedByOperator(users.of(tx, user));
            protection.set(tx, user.id(), on);
            write(
                    tx,
                    on ? "user.protect" : "user.unprotect",
                    user,
                    by,
                    before == on ? Marked.ALREADY.name() : Marked.DONE.name());
            if (!on && before) {
                // What waited for this only would wait for up to an hour more.
                var _ =
                        marks.mark(
                                tx, List.of(user.id()), Order.RETRY, "retry-requested", Lane.LIVE);
            }
            UserKey after = users.of(tx, user);
            return new Result(
                    before == on ? Answer.Outcome.ALREADY : Answer.Outcome.DONE,
                    follows(on, after),
                    after);
        });
    }

    private static boolean isProtectedByOperator(UserKey user) {
        return user.work().filter(work -> work.isProtected()).isPresent();
    }

    private static String follows(boolean on, UserKey after) {
        if (on) {
            return "Nothing touches the user: no event, no backfill, no rotation, and what is on its"
                    + " way is not sent. A call to Zoom that is under way comes to its end.";
        }
        return after.isProtected()
                ? "The user is still protected: the address is in HOSTKEY_PROTECTED_USERS. Take it"
                        + " out there and restart."
                : "What is on its way is sent now. What was asked for meanwhile was dropped: have"
                        + " the key rotated, revoked or issued if something happened to the user; a"
                        + " drift check finds whom it concerns.";
    }

    private void write(Handle tx, String action, DirectoryUser user, Request by, String outcome) {
        audit.record(tx, by.actor(), action, user.id(), by.source(), by.detail(outcome));
    }

    private DirectoryUser known(Handle tx, String reference) {
        return users.find(tx, reference).orElseThrow(Refusals::noSuchUser);
    }
}
