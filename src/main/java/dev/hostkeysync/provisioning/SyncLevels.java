package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoom.limit.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// How much work is left, and how much of the budget is used: the last reading, also while the
/// database is away.
@ApplicationScoped
public class SyncLevels {

    /// Users for whom something is left to do.
    ///
    /// @param oldestSeconds since the oldest accepted request without effect; 0 = there is none
    /// @param overdue in doubt for longer than [DoubtWatch#OVERDUE]
    /// @param behindSeconds for how long it has been the turn of the first user in front whom the
    ///   loop has not taken up or not finished; 0 = there is none
    public record Level(
            Map<SyncState, Long> users, double oldestSeconds, long overdue, double behindSeconds) {

        private static final Level NOTHING = new Level(Map.of(), 0, 0, 0);

        public long of(SyncState state) {
            return users.getOrDefault(state, 0L);
        }

        public long unfinished() {
            return users.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final Sample<Level> level;
    private final Sample<Map<RateClass, Usage>> usage;

    SyncLevels(Samples samples, Budget budget) {
        this.usage = samples.of(Map.of(), _ -> budget.usage());
        this.level = samples.of(Level.NOTHING, SyncLevels::read);
    }

    public Level level() {
        return level.get();
    }

    /// Empty until a reading worked.
    Map<RateClass, Usage> usage() {
        return usage.get();
    }

    /// One for each of Zoom's rate classes; empty until a reading worked.
    public List<BudgetLevel> budget() {
        return usage().entrySet().stream()
                .map(entry ->
                        new BudgetLevel(
                                label(entry.getKey()),
                                entry.getValue().ratio(),
                                entry.getValue()
                                        .hold()
                                        .map(hold ->
                                                new BudgetLevel.Held(
                                                        label(hold.cause()),
                                                        hold.reason(),
                                                        hold.remaining()))))
                .toList();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Level read(Handle handle) {
        Map<SyncState, Long> users = new EnumMap<>(SyncState.class);
        double[] oldest = {0};
        long[] overdue = {0};
        double[] behind = {0};
        handle.select(
                        """
                        SELECT state, count(*), extract(epoch FROM now() - min(accepted_at)),
                            count(*) FILTER (WHERE in_doubt_since <= now() - make_interval(secs => ?)),
                            extract(epoch FROM now() - min(live_due_at))
                        FROM (SELECT state, accepted_at, in_doubt_since, due_at AS live_due_at FROM sync_user
                              WHERE due_at IS NOT NULL AND batch_share IS NULL
                              UNION ALL
                              SELECT state, accepted_at, in_doubt_since, NULL FROM sync_user
                              WHERE due_at IS NOT NULL AND batch_share IS NOT NULL) unfinished
                        GROUP BY state
                        """,
                        (double) DoubtWatch.OVERDUE.toSeconds())
                .map((row, _) -> {
                    oldest[0] = Math.max(oldest[0], row.getDouble(3));
                    overdue[0] += row.getLong(4);
                    behind[0] = Math.max(behind[0], row.getDouble(5));
                    return Map.entry(SyncState.valueOf(row.getString(1)), row.getLong(2));
                })
                .forEach(entry -> users.put(entry.getKey(), entry.getValue()));
        return new Level(users, oldest[0], overdue[0], behind[0]);
    }
}
