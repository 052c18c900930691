package dev.hostkeysync.outbox;

import dev.hostkeysync.common.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// How full the outbox is, for Prometheus.
@Startup
@ApplicationScoped
class OutboxGauges {

    private record Level(long rows, double oldestSeconds) {}

    OutboxGauges(Jdbi jdbi, InstantSource clock, MeterRegistry metrics) {
        Sample<Level> level = new Sample<>(new Level(0, 0), () -> read(jdbi), clock);
        Gauge.builder("hostkeysync_outbox_rows", () -> level.get().rows())
                .description("Messages committed and not yet on Kafka")
                .register(metrics);
        Gauge.builder("hostkeysync_outbox_oldest_seconds", () -> level.get().oldestSeconds())
                .description("Age of the oldest message that is not yet on Kafka")
                .register(metrics);
    }

    private static Level read(Jdbi jdbi) {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0)"
                                        + " FROM outbox")
                        .map((row, _) -> new Level(row.getLong(1), row.getDouble(2)))
                        .one());
    }
}
