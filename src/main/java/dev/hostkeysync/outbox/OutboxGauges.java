package dev.hostkeysync.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/// How full the outbox is, for Prometheus.
@Startup
@ApplicationScoped
class OutboxGauges {

    OutboxGauges(OutboxLevels levels, MeterRegistry metrics) {
        Gauge.builder("hostkeysync_outbox_rows", () -> levels.level().rows())
                .description("Messages committed and not yet on Kafka")
                .register(metrics);
        Gauge.builder("hostkeysync_outbox_oldest_seconds", () -> levels.level().oldestSeconds())
                .description("Age of the oldest message that is not yet on Kafka")
                .register(metrics);
    }
}
