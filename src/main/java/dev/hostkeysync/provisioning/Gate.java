package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.identity.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What one transaction may revoke. Nothing is asked of the database before the first revocation.
final class Gate {

    /// @param passed within the window, by transactions before this one
    private record Reading(Map<UUID, HoldState> unfinished, long passed) {

        Optional<UUID> open() {
            return unfinished.entrySet().stream()
                    .filter(hold -> hold.getValue() == HoldState.OPEN)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    private final Handle tx;
    private final GuardConfig config;
    private final GuardTable table;
    private final HoldTable holds;
    private final Ids ids;
    private final Map<UserId, Ask> joining = new LinkedHashMap<>();
    private final Map<UserId, HoldOutcome> leaving = new LinkedHashMap<>();
    private @Nullable Reading reading;
    private long passing;
    private long population;
    private long allowed;

    Gate(Handle tx, GuardConfig config, GuardTable table, HoldTable holds, Ids ids) {
        this.tx = tx;
        this.config = config;
        this.table = table;
        this.holds = holds;
        this.ids = ids;
    }

    /// @param row of a user with a key they may know
    /// @return whether the key may be revoked now; otherwise the wish is remembered with the hold
    boolean passes(SyncRow row, Ask ask) {
        if (!config.guard()) {
            leave(row, HoldOutcome.REVOKED);
            return true;
        }
        Reading now = read();
        Optional<HoldState> held = row.heldIn().map(now.unfinished()::get);
        if (held.filter(HoldState.APPROVED::equals).isPresent()) {
            leave(row, HoldOutcome.REVOKED);
            return true;
        }
        if (held.filter(HoldState.DROPPED::equals).isPresent()) {
            // Asked for again since.
            leave(row, HoldOutcome.DROPPED);
        }
        if (now.open().isEmpty() && joining.isEmpty() && isAllowed(now.passed() + passing + 1)) {
            passing++;
            return true;
        }
        joining.merge(row.userId(), ask, Ask::followedBy);
        return false;
    }

    /// A key was asked for again: whatever was held of the user is over.
    void reinstates(SyncRow row) {
        var _ = joining.remove(row.userId());
        leave(row, HoldOutcome.REINSTATED);
    }

    private void leave(SyncRow row, HoldOutcome outcome) {
        if (row.heldIn().isPresent()) {
            var _ = leaving.putIfAbsent(row.userId(), outcome);
        }
    }

    /// Writes down what was decided, behind everything else in the transaction.
    void close() {
        holds.settle(tx, leaving);
        if (passing > 0) {
            table.letPass(tx, passing, config.guardWindow());
        }
        if (!joining.isEmpty()) {
            HoldTable.Growth growth =
                    holds.join(tx, read().open().orElseGet(this::open), joining.values());
            tx.afterCommit(() -> HoldNews.tell(growth));
        }
    }

    private UUID open() {
        UUID id = ids.next();
        holds.open(
                tx,
                id,
                new Hold.Passed(
                        config.guardCount(),
                        config.guardPercent(),
                        config.guardWindow(),
                        population,
                        allowed,
                        read().passed() + passing));
        return id;
    }

    private Reading read() {
        if (reading == null) {
            table.lock(tx);
            Map<UUID, HoldState> unfinished = holds.unfinished(tx);
            reading = new Reading(unfinished, table.passed(tx, config.guardWindow()));
        }
        return reading;
    }

    /// Users are counted only where the plain count does not suffice.
    private boolean isAllowed(long revocations) {
        if (revocations <= config.guardCount()) {
            return true;
        }
        if (allowed == 0) {
            population = table.population(tx, read().passed());
            allowed = new Threshold(config.guardCount(), config.guardPercent()).allowed(population);
        }
        return revocations <= allowed;
    }
}
