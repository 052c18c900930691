package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/// How far the running backfill is, for Prometheus.
@Startup
@ApplicationScoped
class BackfillGauges {

    BackfillGauges(Samples samples, BackfillRows rows, MeterRegistry metrics) {
        Sample<Counts> counts =
                samples.of(
                        Counts.NONE,
                        handle -> rows.current(handle).map(Backfill::counts).orElse(Counts.NONE));
        for (UserState state : UserState.values()) {
            Gauge.builder("hostkeysync_backfill_users", () -> counts.get().of(state))
                    .description("Users of the running backfill by what became of them")
                    .tag("state", state.wireName())
                    .register(metrics);
        }
    }
}
