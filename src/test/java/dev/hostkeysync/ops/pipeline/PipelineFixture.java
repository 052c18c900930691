package dev.hostkeysync.ops.pipeline;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
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
        Samples samples = SamplesFixture.of(work.jdbi(), clock);
        Pipeline pipeline =
                new Pipeline(
                        samples,
                        OutboxFixture.levels(samples),
                        work.levels(samples),
                        new LagFixture(clock).lag(),
                        LettersFixture.gauges(samples),
                        clock,
                        new SimpleMeterRegistry());
        SamplesFixture.look(samples);
        return pipeline;
    }
}
