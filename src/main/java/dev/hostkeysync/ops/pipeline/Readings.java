package dev.hostkeysync.ops.pipeline;

import dev.hostkeysync.ops.lag.ConsumerGroup;
import dev.hostkeysync.ops.lag.LagHistory;
import dev.hostkeysync.ops.lag.LagReading;
import dev.hostkeysync.outbox.OutboxLevels;
import dev.hostkeysync.provisioning.BudgetLevel;
import dev.hostkeysync.provisioning.SyncLevels;
import dev.hostkeysync.provisioning.SyncState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the stages said at one time.
///
/// @param databaseSilence since PostgreSQL answered last
/// @param counts of this process now, `before` ten seconds ago
record Readings(
        Duration databaseSilence,
        Duration brokerSilence,
        LagHistory lag,
        OutboxLevels.Level outbox,
        SyncLevels.Level work,
        List<BudgetLevel> budget,
        long deadLetters,
        Counts counts,
        Counts before) {

    private static final ConsumerGroup MAIN = ConsumerGroup.PROVISIONING;

    Vitals vitals() {
        return new Vitals(
                databaseSilence,
                brokerSilence,
                lag.last().map(reading -> reading.lag(MAIN)).orElse(0L),
                lag.arrivedPerSecond(MAIN) - lag.handledPerSecond(MAIN),
                lag.stuck(),
                seconds(outbox.oldestSeconds()),
                seconds(work.behindSeconds()),
                work.of(SyncState.DUE),
                light().flatMap(BudgetLevel::held),
                budgetUsed());
    }

    /// Empty while the brokers do not answer.
    Optional<LagReading> lagNow() {
        return brokerSilence.compareTo(Verdict.BROKERS_SILENT) < 0 ? lag.last() : Optional.empty();
    }

    double budgetUsed() {
        return light().map(BudgetLevel::usedRatio).orElse(0.0);
    }

    private Optional<BudgetLevel> light() {
        return budget.stream()
                .filter(level -> level.rateClass().equals(BudgetLevel.LIGHT))
                .findFirst();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
