package dev.hostkeysync.provisioning;

import static java.util.Objects.requireNonNull;

import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.OpenRequest;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.Envelope;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// T1, the write-ahead: works out what is wanted after these events, writes the keys that Zoom will
/// be given, and marks the users. All of it is committed before Kafka hears that the events are
/// consumed and before Zoom hears of a key.
@ApplicationScoped
class Provisioner {

    private final TriggerTable triggers;
    private final SyncList list;
    private final HostKeyLedger ledger;

    Provisioner(TriggerTable triggers, SyncList list, HostKeyLedger ledger) {
        this.triggers = triggers;
        this.list = list;
        this.ledger = ledger;
    }

    /// Applies events in the given order. Those of a version that was applied before are dropped: a
    /// replay.
    ///
    /// @return whether there is work for the loop now
    boolean apply(Handle tx, List<LifecycleEvent> events) {
        Set<UserId> users = new HashSet<>();
        events.forEach(event -> users.add(event.envelope().userId()));
        Step step = new Step(list.lockAll(tx, users));
        events.forEach(step::take);
        list.remember(tx, step.touched.values(), step.marked);
        if (!step.fresh.isEmpty()) {
            var _ = ledger.open(tx, step.requests());
        }
        return !step.marked.isEmpty();
    }

    /// What a batch of events makes of the rows, before anything is written.
    private final class Step {

        private final Map<UserId, SyncRow> rows;
        private final Map<UserId, SyncRow> touched = new LinkedHashMap<>();
        private final Set<UserId> marked = new LinkedHashSet<>();
        private final Set<UserId> fresh = new LinkedHashSet<>();

        Step(Map<UserId, SyncRow> rows) {
            this.rows = rows;
        }

        void take(LifecycleEvent event) {
            Envelope envelope = event.envelope();
            SyncRow row = requireNonNull(rows.get(envelope.userId()));
            if (envelope.version() <= row.appliedVersion()) {
                return;
            }
            Wanted.Decision decision = row.wanted().after(triggers.actionFor(event));
            boolean changed = decision.wanted() != row.wanted();
            SyncRow next = row.seen(envelope.version());
            if (decision.freshKey()) {
                boolean _ = fresh.add(row.userId());
            }
            // Also without a new key: "removed" lets the loop give up on a key that it could not
            // conceal.
            if (decision.freshKey() || (changed && row.state() != SyncState.DONE)) {
                boolean _ = marked.add(row.userId());
            }
            if (decision.freshKey() || changed) {
                next =
                        row.applied(
                                envelope.version(),
                                decision.wanted(),
                                Trigger.of(event).label(),
                                envelope.occurredAt());
            }
            rows.put(next.userId(), next);
            touched.put(next.userId(), next);
        }

        List<OpenRequest> requests() {
            return fresh.stream()
                    .map(user ->
                            new OpenRequest(
                                    user, requireNonNull(rows.get(user)).wanted().concealed()))
                    .toList();
        }
    }
}
