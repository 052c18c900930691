package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoom.limit.Usage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// How much work is left and what holds it up, for Prometheus.
@Startup
@ApplicationScoped
class SyncGauges {

    private record Level(Map<SyncState, Long> users, double oldestSeconds) {}

    SyncGauges(
            Jdbi jdbi,
            HostKeyLedger ledger,
            Budget budget,
            InstantSource clock,
            MeterRegistry metrics) {
        Sample<Level> level = new Sample<>(new Level(Map.of(), 0), () -> read(jdbi), clock);
        for (SyncState state : SyncState.values()) {
            if (state != SyncState.DONE) {
                Gauge.builder(
                                "hostkeysync_sync_pending",
                                () -> level.get().users().getOrDefault(state, 0L))
                        .description("Users for whom something is left to do at Zoom")
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .register(metrics);
            }
        }
        Gauge.builder(
                        "hostkeysync_in_doubt",
                        () -> level.get().users().getOrDefault(SyncState.IN_DOUBT, 0L))
                .description(
                        "Users of whom we do not know whether Zoom holds the old or the new key")
                .register(metrics);
        Gauge.builder("hostkeysync_sync_oldest_seconds", () -> level.get().oldestSeconds())
                .description(
                        "Time since the oldest accepted request that has no effect at Zoom yet")
                .register(metrics);
        Sample<Long> drifted = new Sample<>(0L, () -> jdbi.withHandle(ledger::countDrifted), clock);
        Gauge.builder("hostkeysync_drifted", drifted::get)
                .description("Users whose host key was changed at Zoom by somebody else")
                .register(metrics);
        Sample<Map<RateClass, Usage>> usage = new Sample<>(Map.of(), budget::usage, clock);
        for (RateClass rateClass : RateClass.values()) {
            Gauge.builder(
                            "hostkeysync_zoom_budget_used_ratio",
                            () -> ratio(usage.get().get(rateClass)))
                    .description("Part of our share of Zoom's limit that is used, 0 to 1")
                    .tag("class", rateClass.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
        }
    }

    private static double ratio(@org.jspecify.annotations.Nullable Usage usage) {
        return usage == null ? 0 : usage.ratio();
    }

    private static Level read(Jdbi jdbi) {
        return jdbi.withHandle(handle -> {
            Map<SyncState, Long> users = new EnumMap<>(SyncState.class);
            double[] oldest = {0};
            handle.select(
                            """
                            SELECT state, count(*), extract(epoch FROM now() - min(accepted_at))
                            FROM (SELECT state, accepted_at FROM sync_user
                                  WHERE due_at IS NOT NULL AND batch_share IS NULL
                                  UNION ALL
                                  SELECT state, accepted_at FROM sync_user
                                  WHERE due_at IS NOT NULL AND batch_share IS NOT NULL) unfinished
                            GROUP BY state
                            """)
                    .map((row, _) -> {
                        oldest[0] = Math.max(oldest[0], row.getDouble(3));
                        return Map.entry(SyncState.valueOf(row.getString(1)), row.getLong(2));
                    })
                    .forEach(entry -> users.put(entry.getKey(), entry.getValue()));
            return new Level(users, oldest[0]);
        });
    }
}
