package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// What the mass-change guard holds, for Prometheus: the same on every replica.
@Startup
@ApplicationScoped
class HoldGauges {

    private record Level(long users, double openSeconds) {}

    HoldGauges(Jdbi jdbi, InstantSource clock, MeterRegistry metrics) {
        Sample<Level> level = new Sample<>(new Level(0, 0), () -> read(jdbi), clock);
        Gauge.builder("hostkeysync_held_revocations", () -> level.get().users())
                .description("Users whose key stays as it is until somebody decides about a hold")
                .register(metrics);
        Gauge.builder("hostkeysync_hold_open_seconds", () -> level.get().openSeconds())
                .description("How long somebody has had to decide about a hold; 0 without one")
                .register(metrics);
    }

    private static Level read(Jdbi jdbi) {
        return jdbi.withHandle(handle ->
                handle.select(
                                """
                                SELECT (SELECT count(*) FROM held_revocation WHERE outcome = 'HELD'),
                                    (SELECT coalesce(max(extract(epoch FROM now() - opened_at)), 0)
                                     FROM revocation_hold WHERE state = 'OPEN')
                                """)
                        .map((row, _) -> new Level(row.getLong(1), row.getDouble(2)))
                        .one());
    }
}
