package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/// What the mass-change guard holds, for Prometheus: the same on every replica.
@Startup
@ApplicationScoped
class HoldGauges {

    private record Level(long users, double openSeconds) {}

    HoldGauges(Samples samples, MeterRegistry metrics) {
        Sample<Level> level = samples.of(new Level(0, 0), HoldGauges::read);
        Gauge.builder("hostkeysync_held_revocations", () -> level.get().users())
                .description("Users whose key stays as it is until somebody decides about a hold")
                .register(metrics);
        Gauge.builder("hostkeysync_hold_open_seconds", () -> level.get().openSeconds())
                .description("How long somebody has had to decide about a hold; 0 without one")
                .register(metrics);
    }

    private static Level read(Handle handle) {
        return handle.select(
                        """
                        SELECT (SELECT count(*) FROM held_revocation WHERE outcome = 'HELD'),
                            (SELECT coalesce(max(extract(epoch FROM now() - opened_at)), 0)
                             FROM revocation_hold WHERE state = 'OPEN')
                        """)
                .map((row, _) -> new Level(row.getLong(1), row.getDouble(2)))
                .one();
    }
}
