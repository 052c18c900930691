package dev.hostkeysync.ops.letters;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.provisioning.DeadLetters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// How many records wait for somebody: the same on every replica, read at most once a second.
@Startup
@ApplicationScoped
public class DeadLetterGauges {

    private final Sample<Long> waiting;

    DeadLetterGauges(Jdbi jdbi, DeadLetters letters, InstantSource clock, MeterRegistry metrics) {
        this.waiting = new Sample<>(0L, () -> jdbi.withHandle(letters::count), clock);
        Gauge.builder("hostkeysync_dead_letters", this::waiting)
                .description("Records that could not be handled and that nobody has replayed")
                .register(metrics);
    }

    public long waiting() {
        return waiting.get();
    }
}
