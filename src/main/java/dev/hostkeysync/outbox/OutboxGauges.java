package dev.hostkeysync.outbox;

import dev.hostkeysync.common.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/// How full the outbox is, for Prometheus.
@Startup
@ApplicationScoped
class OutboxGauges {

    OutboxGauges(OutboxLevels levels, InstantSource clock, MeterRegistry metrics) {
        Sample<OutboxLevels.Level> level =
                new Sample<>(OutboxLevels.Level.EMPTY, levels::read, clock);
        Gauge.builder("hostkeysync_outbox_rows", () -> level.get().rows())
                .description("Messages committed and not yet on Kafka")
                .register(metrics);
        Gauge.builder("hostkeysync_outbox_oldest_seconds", () -> level.get().oldestSeconds())
                .description("Age of the oldest message that is not yet on Kafka")
                .register(metrics);
    }
}
