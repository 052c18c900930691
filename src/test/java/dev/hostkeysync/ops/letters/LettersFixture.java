package dev.hostkeysync.ops.letters;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.provisioning.DeadLetterFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// How many letters wait, and what is done with them, for tests of others.
public final class LettersFixture {

    private LettersFixture() {}

    public static DeadLetterGauges gauges(Jdbi jdbi, InstantSource clock) {
        return new DeadLetterGauges(
                jdbi, DeadLetterFixture.letters(), clock, new SimpleMeterRegistry());
    }

    public static DeadLetterDesk desk(DeadLetterFixture topic, InstantSource clock) {
        return new DeadLetterDesk(topic.jdbi(), topic.table(), AuditFixture.trail(clock));
    }
}
