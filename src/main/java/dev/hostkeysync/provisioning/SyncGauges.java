package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.zoom.limit.HoldCause;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoom.limit.Usage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/// How much work is left and what holds it up, for Prometheus.
@Startup
@ApplicationScoped
class SyncGauges {

    private final MeterRegistry metrics;

    SyncGauges(SyncLevels levels, Samples samples, HostKeyLedger ledger, MeterRegistry metrics) {
        this.metrics = metrics;
        ofWork(levels);
        Sample<Long> drifted = samples.of(0L, ledger::countDrifted);
        Gauge.builder("hostkeysync_drifted", drifted::get)
                .description("Users whose host key was changed at Zoom by somebody else")
                .register(metrics);
        for (RateClass rateClass : RateClass.values()) {
            ofBudget(levels, rateClass);
        }
    }

    private void ofWork(SyncLevels levels) {
        for (SyncState state : SyncState.values()) {
            if (state != SyncState.DONE) {
                Gauge.builder("hostkeysync_sync_pending", () -> levels.level().of(state))
                        .description("Users for whom something is left to do at Zoom")
                        .tag("state", label(state))
                        .register(metrics);
            }
        }
        Gauge.builder("hostkeysync_in_doubt", () -> levels.level().of(SyncState.IN_DOUBT))
                .description(
                        "Users of whom we do not know whether Zoom holds the old or the new key")
                .register(metrics);
        Gauge.builder("hostkeysync_in_doubt_overdue", () -> levels.level().overdue())
                .description("Those of them of whom we have not known it for 15 minutes")
                .register(metrics);
        Gauge.builder("hostkeysync_sync_oldest_seconds", () -> levels.level().oldestSeconds())
                .description(
                        "Time since the oldest accepted request that has no effect at Zoom yet")
                .register(metrics);
    }

    private void ofBudget(SyncLevels levels, RateClass rateClass) {
        Gauge.builder(
                        "hostkeysync_zoom_budget_used_ratio",
                        () -> usage(levels, rateClass).map(Usage::ratio).orElse(0.0))
                .description("Part of our share of Zoom's limit that is used, 0 to 1")
                .tag("class", label(rateClass))
                .register(metrics);
        for (HoldCause cause : HoldCause.values()) {
            Gauge.builder("hostkeysync_zoom_held", () -> heldSeconds(levels, rateClass, cause))
                    .description("Seconds until calls to Zoom may be made again; 0 = not held")
                    .tag("class", label(rateClass))
                    .tag("reason", label(cause))
                    .register(metrics);
        }
    }

    private static double heldSeconds(SyncLevels levels, RateClass rateClass, HoldCause cause) {
        return usage(levels, rateClass)
                .flatMap(Usage::hold)
                .filter(hold -> hold.cause() == cause)
                .map(hold -> hold.remaining().toMillis() / 1000.0)
                .orElse(0.0);
    }

    private static Optional<Usage> usage(SyncLevels levels, RateClass rateClass) {
        return Optional.ofNullable(levels.usage().get(rateClass));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
