package dev.hostkeysync.ops.letters;

import dev.hostkeysync.audit.AuditFixture;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.provisioning.DeadLetterFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;

/// How many letters wait, and what is done with them, for tests of others.
public final class LettersFixture {

    private LettersFixture() {}

    public static DeadLetterGauges gauges(Samples samples) {
        return new DeadLetterGauges(
                samples, DeadLetterFixture.letters(), new SimpleMeterRegistry());
    }

    public static DeadLetterDesk desk(DeadLetterFixture topic, InstantSource clock) {
        return new DeadLetterDesk(topic.jdbi(), topic.table(), AuditFixture.trail(clock));
    }
}
