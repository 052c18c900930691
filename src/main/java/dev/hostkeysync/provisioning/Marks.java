package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.CurrentKey;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.tracing.Traces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Marks users for the loop on behalf of anybody but the identity providers: writes what is wanted
/// now and, ahead of every call, the key that Zoom will be given. All in the caller's transaction.
@ApplicationScoped
public class Marks {

    /// What holds name as the origin of what is asked for here.
    private static final String ORIGIN = "hostkey-sync";

    private final SyncList list;
    private final HostKeyLedger ledger;
    private final DirectoryReader directory;
    private final TriggerTable triggers;
    private final MassChangeGuard guard;
    private final SyncBell bell;
    private final InstantSource clock;

    Marks(
            SyncList list,
            HostKeyLedger ledger,
            DirectoryReader directory,
            TriggerTable triggers,
            MassChangeGuard guard,
            SyncBell bell,
            InstantSource clock) {
        this.list = list;
        this.ledger = ledger;
        this.directory = directory;
        this.triggers = triggers;
        this.guard = guard;
        this.bell = bell;
        this.clock = clock;
    }

    /// Takes a few hundred users at once; more belong into several transactions.
    ///
    /// @param cause what the event will say as its reason: a short stable word such as `backfill`
    /// @param lane where the work waits. A user on whom live work is under way stays in front
    /// @return what became of each of the users
    public Map<UserId, Marked> mark(
            Handle tx, Collection<UserId> users, Order order, String cause, Lane lane) {
        Map<UserId, DirectoryUser> people = directory.current(tx, users);
        // NB: locked before the people are read once more: an event that the consumer takes
        // meanwhile is seen either in the row or in the directory.
        Map<UserId, SyncRow> rows = list.lockAll(tx, people.keySet());
        Gate gate = guard.gate(tx);
        Step step =
                new Step(
                        rows,
                        directory.current(tx, people.keySet()),
                        ledger.currentOf(tx, people.keySet()),
                        order == Order.ROTATE
                                ? ledger.awaitingAnother(tx, people.keySet())
                                : Set.of(),
                        gate);
        Map<UserId, Marked> results = new HashMap<>();
        for (UserId user : users) {
            results.computeIfAbsent(user, id -> step.take(id, order, cause, lane));
        }
        list.remember(tx, step.touched, step.touched.stream().map(SyncRow::userId).toList());
        if (!step.fresh.isEmpty()) {
            var _ = ledger.open(tx, step.fresh);
            StepLog.asked(tx, step.asked);
        }
        gate.close();
        if (!step.touched.isEmpty()) {
            tx.afterCommit(bell::ring);
        }
        return results;
    }

    private final class Step {

        private final Map<UserId, SyncRow> rows;
        private final Map<UserId, DirectoryUser> people;
        private final Map<UserId, CurrentKey> keys;
        private final Set<UserId> awaitingAnother;
        private final Gate gate;
        private final List<SyncRow> touched = new ArrayList<>();
        private final List<OpenRequest> fresh = new ArrayList<>();
        private final List<SyncRow> asked = new ArrayList<>();

        Step(
                Map<UserId, SyncRow> rows,
                Map<UserId, DirectoryUser> people,
                Map<UserId, CurrentKey> keys,
                Set<UserId> awaitingAnother,
                Gate gate) {
            this.rows = rows;
            this.people = people;
            this.keys = keys;
            this.awaitingAnother = awaitingAnother;
            this.gate = gate;
        }

        Marked take(UserId id, Order order, String cause, Lane lane) {
            @Nullable DirectoryUser user = people.get(id);
            if (user == null) {
                return Marked.UNKNOWN;
            }
            SyncRow row = requireNonNull(rows.get(id));
            if (triggers.protects(row, user.profile().email())) {
                return Marked.PROTECTED;
            }
            return switch (order) {
                case ISSUE ->
                        isEntitled(user) ? issue(row, user, cause, lane) : Marked.NOT_ENTITLED;
                case FILL ->
                        isEntitled(user) && isUndecided(row)
                                ? issue(row, user, cause, lane)
                                : Marked.NOT_ENTITLED;
                case ROTATE ->
                        isEntitled(user) && row.wanted() == Wanted.KEY
                                ? rotate(row, cause, lane)
                                : Marked.NOT_ENTITLED;
                case CONCEAL -> withdraw(row, Wanted.CONCEALED, cause, lane);
                case REVOKE -> withdraw(row, Wanted.GONE, cause, lane);
                case RETRY ->
                        row.state() == SyncState.DONE
                                ? Marked.ALREADY
                                : marked(row, row.wanted(), false, row.cause(), lane);
            };
        }

        private static boolean isUndecided(SyncRow row) {
            return row.heldIn().isEmpty()
                    && (row.wanted() == Wanted.NOTHING || row.wanted() == Wanted.KEY);
        }

        private Marked issue(SyncRow row, DirectoryUser user, String cause, Lane lane) {
            gate.reinstates(row);
            if (row.wanted() != Wanted.KEY || !hasKey(row.userId())) {
                // What the provider said before is in the directory already: a key for who is there
                // now answers it, so events that are still on their way ask for nothing more.
                SyncRow first = row.appliedVersion() == 0 ? row.seen(user.version()) : row;
                return marked(first, Wanted.KEY, true, cause, lane);
            }
            return row.state() == SyncState.WAITING
                    ? marked(row, Wanted.KEY, false, row.cause(), lane)
                    : Marked.ALREADY;
        }

        /// A key that is on its way to Zoom, and that nobody knows, is the new one. What waits or
        /// was refused goes on waiting: a wish for another key does not bring it forward.
        private Marked rotate(SyncRow row, String cause, Lane lane) {
            if (row.state() == SyncState.DONE || !awaitingAnother.contains(row.userId())) {
                return marked(row, Wanted.KEY, true, cause, lane);
            }
            boolean comesForward =
                    row.state() == SyncState.DUE && !row.isInFront() && lane.equals(Lane.LIVE);
            return comesForward ? marked(row, Wanted.KEY, false, cause, lane) : Marked.ALREADY;
        }

        private boolean hasKey(UserId user) {
            Optional<CurrentKey> key = Optional.ofNullable(keys.get(user));
            return key.flatMap(CurrentKey::pending).isPresent()
                    || key.flatMap(CurrentKey::active)
                            .filter(active -> !active.concealed())
                            .isPresent();
        }

        private Marked withdraw(SyncRow row, Wanted wanted, String cause, Lane lane) {
            Action action = wanted == Wanted.GONE ? Action.REVOKE : Action.CONCEAL;
            Wanted.Decision decision = row.wanted().after(action);
            if (Ask.isRevocation(action, decision)
                    && !gate.passes(
                            row, new Ask(row.userId(), action, cause, ORIGIN, clock.instant()))) {
                return Marked.HELD;
            }
            return decision.wanted() == row.wanted()
                    ? Marked.ALREADY
                    : marked(row, decision.wanted(), decision.freshKey(), cause, lane);
        }

        private Marked marked(SyncRow row, Wanted wanted, boolean key, String cause, Lane lane) {
            Instant now = clock.instant();
            SyncRow next =
                    row.applied(
                            row.appliedVersion(),
                            wanted,
                            cause,
                            key || !cause.equals(row.cause()) ? Traces.current() : row.trace(),
                            now,
                            row.isInFront() ? Lane.LIVE : lane);
            touched.add(next);
            if (key) {
                asked.add(next);
                fresh.add(new OpenRequest(row.userId(), wanted.concealed(), cause));
            }
            return Marked.DONE;
        }

        private static boolean isEntitled(DirectoryUser user) {
            return user.status() == UserStatus.ACTIVE;
        }
    }
}
