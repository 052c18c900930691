package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// T1, the write-ahead: works out what is wanted after these events, writes the keys that Zoom will
/// be given, and marks the users. All of it is committed before Kafka hears that the events are
/// consumed and before Zoom hears of a key.
@ApplicationScoped
class Provisioner {

    private static final Logger LOG = Logger.getLogger(Provisioner.class);

    private final TriggerTable triggers;
    private final SyncList list;
    private final HostKeyLedger ledger;
    private final MassChangeGuard guard;

    Provisioner(TriggerTable triggers, SyncList list, HostKeyLedger ledger, MassChangeGuard guard) {
        this.triggers = triggers;
        this.list = list;
        this.ledger = ledger;
        this.guard = guard;
    }

    /// Applies events in the given order. Those of a version that was applied before are dropped: a
    /// replay.
    ///
    /// @return whether there is work for the loop now
    boolean apply(Handle tx, List<LifecycleEvent> events) {
        Set<UserId> users = new HashSet<>();
        events.forEach(event -> users.add(event.envelope().userId()));
        Map<UserId, SyncRow> rows = list.lockAll(tx, users);
        Set<UserId> drifted = ledger.markDrifted(tx, drifts(events, rows));
        drifted.forEach(Provisioner::tell);
        Gate gate = guard.gate(tx);
        Step step = new Step(rows, drifted, gate);
        events.forEach(step::take);
        list.remember(tx, step.touched.values(), step.marked);
        if (!step.fresh.isEmpty()) {
            var _ = ledger.open(tx, step.requests());
            StepLog.asked(tx, step.asked());
        }
        gate.close();
        return !step.marked.isEmpty();
    }

    /// Whether the event would be dropped: newer ones of the user have been applied.
    boolean isOutdated(Handle tx, LifecycleEvent event) {
        Envelope envelope = event.envelope();
        return tx.select(
                        "SELECT count(*) > 0 FROM sync_user WHERE user_id = ? AND applied_version >= ?",
                        envelope.userId().value(),
                        envelope.version())
                .mapTo(Boolean.class)
                .one();
    }

    /// When we heard of each user's drift. A replay tells nothing new.
    private static Map<UserId, Instant> drifts(
            List<LifecycleEvent> events, Map<UserId, SyncRow> rows) {
        Map<UserId, Instant> drifts = new HashMap<>();
        for (LifecycleEvent event : events) {
            Envelope envelope = event.envelope();
            if (event instanceof LifecycleEvent.HostKeyDrifted
                    && envelope.version()
                            > requireNonNull(rows.get(envelope.userId())).appliedVersion()) {
                drifts.put(envelope.userId(), envelope.occurredAt());
            }
        }
        return drifts;
    }

    private static void tell(UserId user) {
        LOG.warnf(
                "Somebody changed the host key of user %s at Zoom itself. The stored key is told to"
                        + " nobody until a new one is set (HOSTKEY_ON_DRIFT); let only administrators"
                        + " change host keys at Zoom",
                user);
    }

    /// What a batch of events makes of the rows, before anything is written.
    private final class Step {

        private final Map<UserId, SyncRow> rows;
        private final Set<UserId> drifted;
        private final Gate gate;
        private final Map<UserId, SyncRow> touched = new LinkedHashMap<>();
        private final Set<UserId> marked = new LinkedHashSet<>();
        private final Set<UserId> fresh = new LinkedHashSet<>();

        /// @param drifted whose stored key is not the one at Zoom
        Step(Map<UserId, SyncRow> rows, Set<UserId> drifted, Gate gate) {
            this.rows = rows;
            this.drifted = drifted;
            this.gate = gate;
        }

        void take(LifecycleEvent event) {
            Envelope envelope = event.envelope();
            SyncRow row = requireNonNull(rows.get(envelope.userId()));
            if (envelope.version() <= row.appliedVersion()) {
                return;
            }
            Action action = actionFor(row, event);
            Wanted.Decision decision = decide(row, action, event);
            boolean changed = decision.wanted() != row.wanted();
            SyncRow next = row.seen(envelope.version());
            if (decision.freshKey()) {
                boolean _ = fresh.add(row.userId());
            }
            // Also without a new key: "removed" lets the loop give up on a key that it could not
            // conceal.
            if (decision.freshKey()
                    || (changed && row.state() != SyncState.DONE)
                    || (action == Action.WAKE && row.state() == SyncState.WAITING)) {
                boolean _ = marked.add(row.userId());
            }
            if (decision.freshKey() || changed) {
                next =
                        row.applied(
                                envelope.version(),
                                decision.wanted(),
                                Trigger.of(event).label(),
                                envelope.trace(),
                                envelope.occurredAt(),
                                Lane.LIVE);
            }
            rows.put(next.userId(), next);
            touched.put(next.userId(), next);
        }

        /// What is held is as if it had not been asked for: the event is taken, and the key stays.
        private Wanted.Decision decide(SyncRow row, Action action, LifecycleEvent event) {
            Wanted.Decision decision = row.wanted().after(action);
            Envelope envelope = event.envelope();
            if (action == Action.ISSUE) {
                gate.reinstates(row);
            } else if (Ask.isRevocation(action, decision)
                    && !gate.passes(
                            row,
                            new Ask(
                                    row.userId(),
                                    action,
                                    Trigger.of(event).label(),
                                    envelope.origin(),
                                    envelope.occurredAt()))) {
                return row.wanted().after(Action.IGNORE);
            }
            return decision;
        }

        /// A drift that a newer key of ours has put right since is none.
        private Action actionFor(SyncRow row, LifecycleEvent event) {
            boolean over =
                    event instanceof LifecycleEvent.HostKeyDrifted
                            && !drifted.contains(event.envelope().userId());
            return over ? Action.IGNORE : triggers.actionFor(row, event);
        }

        /// Who is to have another key.
        List<SyncRow> asked() {
            return fresh.stream().map(user -> requireNonNull(rows.get(user))).toList();
        }

        List<OpenRequest> requests() {
            return asked().stream()
                    .map(row ->
                            new OpenRequest(row.userId(), row.wanted().concealed(), row.cause()))
                    .toList();
        }
    }
}
