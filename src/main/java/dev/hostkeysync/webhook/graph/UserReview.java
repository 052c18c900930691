package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.directory.Report;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.WebhookCounter;
import dev.hostkeysync.webhook.graph.LastSaid.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Looks at one user of the list, tells the directory what is different from the last time, and
/// takes them off the list. Being interrupted anywhere means that the user is looked at again.
final class UserReview {

    private static final Logger LOG = Logger.getLogger(UserReview.class);

    // Graph's servers agree within seconds as a rule. Whoever was not found is switched off at
    // once,
    // and counts as deleted for good only after a few minutes; that cannot be taken back.
    static final int DOUBTS = 3;
    static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
    static final Duration SOON = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final PendingUsers pending;
    private final SeenUsers seen;
    private final UserLookup lookup;
    private final Reports reports;
    private final WebhookCounter counter;
    private final InstantSource clock;
    private final boolean adopt;

    /// @param adopt whether users that nobody has pushed are made
    UserReview(
            Jdbi jdbi,
            PendingUsers pending,
            SeenUsers seen,
            UserLookup lookup,
            Reports reports,
            WebhookCounter counter,
            InstantSource clock,
            boolean adopt) {
        this.jdbi = jdbi;
        this.pending = pending;
        this.seen = seen;
        this.lookup = lookup;
        this.reports = reports;
        this.counter = counter;
        this.clock = clock;
        this.adopt = adopt;
    }

    /// @return why Graph could not be asked; then the user is still on the list, and the caller
    ///   says until when
    Optional<GraphAnswer> review(PendingUsers.Row row) {
        Instant readAt = clock.instant();
        Look look = lookup.look(row.user());
        Finding finding = new Finding(reports, row.user(), readAt);
        Optional<LastSaid> last = jdbi.withHandle(handle -> seen.find(handle, row.user()));
        switch (look) {
            case Look.Failed(GraphAnswer why) -> {
                return Optional.of(why);
            }
            case Look.Present(GraphUser user) -> present(row, user, last, finding);
            case Look.Deleted _ -> deleted(row, last, finding);
            case Look.Absent _ -> absent(row, last, finding);
        }
        return Optional.empty();
    }

    private void present(
            PendingUsers.Row row, GraphUser user, Optional<LastSaid> last, Finding finding) {
        if (row.deleted() && row.doubts() < DOUBTS) {
            doubt(row);
            return;
        }
        Optional<SeenUsers.Holder> other =
                jdbi.withHandle(handle -> seen.holder(handle, user.userName(), row.user()));
        if (other.filter(holder -> holder.state() != State.DELETED).isPresent()
                && row.doubts() < DOUBTS) {
            // The name is somebody else's still, as far as we know: first them, or their record
            // would
            // be taken for this user's.
            first(other.get().user(), row);
            return;
        }
        Outcome outcome =
                last.isPresent()
                        ? changed(user, last.get(), finding)
                        : met(user, other.isPresent(), finding);
        if (outcome == Outcome.UNKNOWN_USER && mayBeMade(user)) {
            outcome =
                    finding.report(
                            new Report.Created(
                                    Finding.reference(user), ProfileMerge.profile(user)));
        }
        settle(row, outcome, Optional.of(LastSaid.of(user)));
    }

    /// Of whom Graph is heard for the first time.
    ///
    /// @param successor whether somebody who is deleted had the name before
    private Outcome met(GraphUser user, boolean successor, Finding finding) {
        if (!user.enabled()) {
            return finding.report(new Report.Deactivated(Finding.reference(user)));
        }
        // What is known under the name is the other one's, all of it.
        if (successor && mayBeMade(user)) {
            return finding.report(
                    new Report.Created(Finding.reference(user), ProfileMerge.profile(user)));
        }
        // Only asks whether the directory has the user: whom Graph has not changed, it does not
        // change.
        return finding.report(new Report.Profiled(Finding.reference(user), profile -> profile));
    }

    private Outcome changed(GraphUser user, LastSaid last, Finding finding) {
        Optional<LastSaid> before = Optional.of(last);
        Outcome outcome = Outcome.UNCHANGED;
        if (!user.enabled() && last.state() == State.ENABLED) {
            outcome = finding.report(user, before, Report.Deactivated::new);
        }
        if (last.differsFrom(user)) {
            outcome =
                    worse(
                            outcome,
                            finding.report(
                                    user,
                                    before,
                                    who ->
                                            new Report.Profiled(
                                                    who,
                                                    profile ->
                                                            ProfileMerge.edited(
                                                                    profile, last, user))));
        }
        if (user.enabled() && last.state() != State.ENABLED) {
            outcome = worse(outcome, finding.report(user, before, Report.Activated::new));
        }
        if (outcome == Outcome.UNCHANGED) {
            counter.count(Finding.SOURCE, Outcome.UNCHANGED);
        }
        return outcome;
    }

    // A report that could not be applied decides about all of them.
    private static Outcome worse(Outcome one, Outcome other) {
        return isApplied(one) ? other : one;
    }

    private static boolean isApplied(Outcome outcome) {
        return outcome == Outcome.CHANGED
                || outcome == Outcome.UNCHANGED
                || outcome == Outcome.DUPLICATE;
    }

    private boolean mayBeMade(GraphUser user) {
        return adopt && user.enabled() && !user.guest();
    }

    private void deleted(PendingUsers.Row row, Optional<LastSaid> last, Finding finding) {
        if (row.deleted() && row.doubts() < DOUBTS) {
            doubt(row);
            return;
        }
        settle(row, switchedOff(row.user(), last, finding), after(last));
    }

    private void absent(PendingUsers.Row row, Optional<LastSaid> last, Finding finding) {
        LastSaid said = last.orElseGet(LastSaid::deleted);
        if (row.deleted() || row.doubts() >= DOUBTS) {
            Outcome outcome =
                    finding.report(new Report.Removed(Finding.reference(row.user(), said)));
            settle(row, outcome, Optional.empty());
            return;
        }
        Outcome outcome = switchedOff(row.user(), last, finding);
        if (outcome == Outcome.UNKNOWN_USER || outcome == Outcome.LATE) {
            settle(row, outcome, Optional.empty());
            return;
        }
        jdbi.useTransaction(tx -> {
            if (!pending.lock(tx, row)) {
                return;
            }
            seen.note(tx, row.user(), said.with(State.DELETED));
            pending.doubted(tx, row, LOOK_AGAIN);
        });
    }

    private Outcome switchedOff(ObjectId user, Optional<LastSaid> last, Finding finding) {
        if (last.filter(said -> said.state() == State.DELETED).isPresent()) {
            counter.count(Finding.SOURCE, Outcome.UNCHANGED);
            return Outcome.UNCHANGED;
        }
        LastSaid said = last.orElseGet(LastSaid::deleted);
        return finding.report(new Report.Deactivated(Finding.reference(user, said)));
    }

    private static Optional<LastSaid> after(Optional<LastSaid> last) {
        return Optional.of(last.orElseGet(LastSaid::deleted).with(State.DELETED));
    }

    private void doubt(PendingUsers.Row row) {
        jdbi.useTransaction(tx -> pending.doubted(tx, row, SOON));
    }

    private void first(ObjectId other, PendingUsers.Row row) {
        // Each for itself: together they would be taken in another order than that of ids.
        jdbi.useTransaction(
                tx -> pending.notice(tx, List.of(new Notification.UserChanged(other, false))));
        doubt(row);
    }

    /// @param said what is to be remembered of a user that the directory has; empty = nothing
    private void settle(PendingUsers.Row row, Outcome outcome, Optional<LastSaid> said) {
        if (outcome == Outcome.LATE || outcome == Outcome.FAILED) {
            // Somebody else had news while we looked; what we found may be older than it.
            jdbi.useTransaction(tx -> pending.failed(tx, row, SOON));
            return;
        }
        if (outcome == Outcome.AMBIGUOUS_USER) {
            LOG.warnf(
                    "What Microsoft Graph says of the user with the object id %s was not applied:"
                            + " its name or address is that of several users here, or of another one."
                            + " Set externalId to the object id, by SCIM",
                    row.user());
        }
        jdbi.useTransaction(tx -> {
            if (!pending.lock(tx, row)) {
                return;
            }
            if (isApplied(outcome) && said.isPresent()) {
                seen.note(tx, row.user(), said.get());
            } else {
                seen.forget(tx, row.user());
            }
            pending.done(tx, row);
        });
    }
}
