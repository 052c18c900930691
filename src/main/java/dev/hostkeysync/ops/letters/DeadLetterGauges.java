package dev.hostkeysync.ops.letters;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.provisioning.DeadLetters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/// How many records wait for somebody: the same on every replica.
@Startup
@ApplicationScoped
public class DeadLetterGauges {

    private final Sample<Long> waiting;

    DeadLetterGauges(Samples samples, DeadLetters letters, MeterRegistry metrics) {
        this.waiting = samples.of(0L, letters::count);
        Gauge.builder("hostkeysync_dead_letters", this::waiting)
                .description("Records that could not be handled and that nobody has replayed")
                .register(metrics);
    }

    public long waiting() {
        return waiting.get();
    }
}
