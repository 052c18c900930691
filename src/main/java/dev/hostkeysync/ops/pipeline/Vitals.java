package dev.hostkeysync.ops.pipeline;

import dev.hostkeysync.ops.lag.LagHistory;
import dev.hostkeysync.provisioning.BudgetLevel;
import java.time.Duration;
import java.util.Optional;

/// What the verdict rests on.
///
/// @param databaseSilence since PostgreSQL answered last
/// @param brokerSilence since Kafka answered last
/// @param lag lifecycle events that are not applied yet
/// @param lagGrowth how many more there are each second; negative = fewer
/// @param stuck which of our groups has stood still for longest
/// @param outboxOldest age of the oldest message that is not on Kafka
/// @param behind for how long it has been the turn of the first user in front
/// @param due users whose turn it is or will be
/// @param held why nobody may set a host key at Zoom now
/// @param budgetUsed part of our share of Zoom's limit for host keys
record Vitals(
        Duration databaseSilence,
        Duration brokerSilence,
        long lag,
        double lagGrowth,
        LagHistory.Stuck stuck,
        Duration outboxOldest,
        Duration behind,
        long due,
        Optional<BudgetLevel.Held> held,
        double budgetUsed) {}
