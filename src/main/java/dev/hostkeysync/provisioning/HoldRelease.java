package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Carries out what was decided about holds, some users per transaction: whoever comes next, after
/// a crash or on another replica, goes on with those who are left.
@ApplicationScoped
class HoldRelease {

    /// So many approved revocations at most are marked and unfinished at a time: what is true when
    /// they are marked shall still be so when their turn comes. More than the other work behind
    /// that is as loud leaves on the list, so that it never keeps them waiting.
    static final int ON_THE_WAY = 400;

    static final int AT_ONCE = 50;

    /// Behind live work, with all of the budget that it leaves.
    private static final Lane LANE = Lane.batch(1.0);

    private static final int DROPPED_AT_ONCE = 500;
    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private record Decided(UUID id, HoldState state, Instant at) {}

    private final Jdbi jdbi;
    private final SyncList list;
    private final HostKeyLedger ledger;
    private final DirectoryReader directory;
    private final TriggerTable triggers;
    private final GuardTable guard;
    private final HoldTable holds;
    private final SyncBell bell;

    HoldRelease(
            Jdbi jdbi,
            SyncList list,
            HostKeyLedger ledger,
            DirectoryReader directory,
            TriggerTable triggers,
            GuardTable guard,
            HoldTable holds,
            SyncBell bell) {
        this.jdbi = jdbi;
        this.list = list;
        this.ledger = ledger;
        this.directory = directory;
        this.triggers = triggers;
        this.guard = guard;
        this.holds = holds;
        this.bell = bell;
    }

    /// @return how long until there may be more to do
    Duration next() {
        return jdbi.inTransaction(tx -> decided(tx).map(hold -> next(tx, hold)).orElse(LOOK_AGAIN));
    }

    private static Optional<Decided> decided(Handle tx) {
        return tx.select(
                        """
                        SELECT id, state, resolved_at FROM revocation_hold
                        WHERE finished_at IS NULL AND state <> 'OPEN'
                        ORDER BY opened_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .map((row, _) ->
                        new Decided(
                                row.getObject("id", UUID.class),
                                HoldState.valueOf(row.getString("state")),
                                row.getObject("resolved_at", OffsetDateTime.class).toInstant()))
                .findOne();
    }

    private Duration next(Handle tx, Decided hold) {
        boolean approved = hold.state() == HoldState.APPROVED;
        int room = approved ? room(tx) : DROPPED_AT_ONCE;
        if (room == 0) {
            return SOON;
        }
        List<HeldUser> users =
                HoldRows.users(
                        tx,
                        "WHERE hold_id = ? AND outcome = 'HELD' ORDER BY user_id LIMIT ?",
                        hold.id(),
                        room);
        List<UserId> ids = users.stream().map(HeldUser::userId).toList();
        Step step = new Step(hold, list.lockPresent(tx, ids), directory.current(tx, ids));
        users.forEach(step::take);
        list.remember(tx, step.touched, ids);
        if (!step.touched.isEmpty()) {
            var _ = ledger.open(tx, step.requests());
            StepLog.asked(tx, step.touched);
            tx.afterCommit(bell::ring);
        }
        holds.settle(tx, step.outcomes);
        finish(tx, hold.id());
        return Duration.ZERO;
    }

    private int room(Handle tx) {
        return Math.min(AT_ONCE, ON_THE_WAY - list.loudBehind(tx, ON_THE_WAY));
    }

    /// Ends an open hold that everybody has left: an error that was put right by itself.
    void clear() {
        jdbi.useTransaction(tx -> {
            if (empty(tx).isPresent()) {
                // From here on nobody joins.
                guard.lock(tx);
                empty(tx).ifPresent(hold -> clear(tx, hold));
            }
        });
    }

    private void clear(Handle tx, UUID hold) {
        int _ =
                tx.execute(
                        "UPDATE revocation_hold SET state = 'CLEARED', resolved_at = now() WHERE id = ?",
                        hold);
        finish(tx, hold);
    }

    private void finish(Handle tx, UUID hold) {
        holds.finish(tx, hold)
                .ifPresent(finished -> tx.afterCommit(() -> HoldNews.finished(finished)));
    }

    private static Optional<UUID> empty(Handle tx) {
        return tx.select(
                        """
                        SELECT id FROM revocation_hold h WHERE state = 'OPEN' AND NOT EXISTS (
                            SELECT FROM held_revocation WHERE hold_id = h.id AND outcome = 'HELD')
                        """)
                .mapTo(UUID.class)
                .findOne();
    }

    /// @return whether there is more to forget
    boolean prune(Duration age) {
        int atMost = 10_000;
        return jdbi.inTransaction(tx -> holds.prune(tx, age, atMost)) == atMost;
    }

    private final class Step {

        private final Decided hold;
        private final Map<UserId, SyncRow> rows;
        private final Map<UserId, DirectoryUser> people;
        private final List<SyncRow> touched = new ArrayList<>();
        private final Map<UserId, HoldOutcome> outcomes = new LinkedHashMap<>();

        Step(Decided hold, Map<UserId, SyncRow> rows, Map<UserId, DirectoryUser> people) {
            this.hold = hold;
            this.rows = rows;
            this.people = people;
        }

        /// By what is true now that the user is locked, whatever was when they were held.
        void take(HeldUser held) {
            SyncRow row = requireNonNull(rows.get(held.userId()));
            if (row.heldIn().filter(hold.id()::equals).isEmpty()) {
                return;
            }
            outcomes.put(
                    row.userId(),
                    hold.state() == HoldState.APPROVED ? revoke(row, held) : HoldOutcome.DROPPED);
        }

        private HoldOutcome revoke(SyncRow row, HeldUser held) {
            Optional<DirectoryUser> user = Optional.ofNullable(people.get(row.userId()));
            if (triggers.protects(row, user.flatMap(found -> found.profile().email()))) {
                return HoldOutcome.PROTECTED;
            }
            Wanted.Decision decision =
                    row.wanted()
                            .after(held.order() == Order.REVOKE ? Action.REVOKE : Action.CONCEAL);
            if (decision.freshKey()) {
                // Since the approval: the time a person took is no delay of ours.
                touched.add(
                        row.applied(
                                row.appliedVersion(),
                                decision.wanted(),
                                held.cause(),
                                Optional.empty(),
                                hold.at(),
                                row.isInFront() ? Lane.LIVE : LANE));
            }
            return HoldOutcome.REVOKED;
        }

        List<OpenRequest> requests() {
            return touched.stream()
                    .map(row -> new OpenRequest(row.userId(), true, row.cause()))
                    .toList();
        }
    }
}
