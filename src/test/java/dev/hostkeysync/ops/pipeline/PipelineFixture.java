package dev.hostkeysync.ops.pipeline;

import dev.hostkeysync.ops.lag.LagFixture;
import dev.hostkeysync.ops.letters.LettersFixture;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// The pipeline over a list of work, for tests of others.
public final class PipelineFixture {

    private PipelineFixture() {}

    public static Pipeline pipeline(JourneyFixture work, TestClock clock) {
        return new Pipeline(
                OutboxFixture.levels(work.jdbi()),
                work.levels(clock),
                new LagFixture(clock).lag(),
                LettersFixture.gauges(work.jdbi(), clock),
                clock,
                new SimpleMeterRegistry());
    }
}
