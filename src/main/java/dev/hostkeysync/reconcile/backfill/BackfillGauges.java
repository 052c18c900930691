package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.common.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// How far the running backfill is, for Prometheus.
@Startup
@ApplicationScoped
class BackfillGauges {

    BackfillGauges(Jdbi jdbi, BackfillRows rows, InstantSource clock, MeterRegistry metrics) {
        Sample<Counts> counts =
                new Sample<>(
                        Counts.NONE,
                        () ->
                                jdbi.withHandle(rows::current)
                                        .map(Backfill::counts)
                                        .orElse(Counts.NONE),
                        clock);
        for (UserState state : UserState.values()) {
            Gauge.builder("hostkeysync_backfill_users", () -> counts.get().of(state))
                    .description("Users of the running backfill by what became of them")
                    .tag("state", state.wireName())
                    .register(metrics);
        }
    }
}
