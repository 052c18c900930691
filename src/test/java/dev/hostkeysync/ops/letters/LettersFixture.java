package dev.hostkeysync.ops.letters;

import dev.hostkeysync.provisioning.DeadLetterFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/// How many letters wait, for tests of others.
public final class LettersFixture {

    private LettersFixture() {}

    public static DeadLetterGauges gauges(Jdbi jdbi, InstantSource clock) {
        return new DeadLetterGauges(
                jdbi, DeadLetterFixture.letters(), clock, new SimpleMeterRegistry());
    }
}
