package dev.hostkeysync.ops.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.provisioning.DeadLetterFixture;
import dev.hostkeysync.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterGaugesTest {

    @Test
    void countsLettersThatWaitForSomebody() {
        DeadLetterFixture topic = new DeadLetterFixture();
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Samples samples = SamplesFixture.of(topic.jdbi(), new TestClock("2026-11-22T10:15:30Z"));
        DeadLetterGauges gauges = new DeadLetterGauges(samples, topic.table(), metrics);
        topic.send("zoe", Map.of(), new byte[] {1});
        topic.send("max", Map.of(), new byte[] {2});

        SamplesFixture.look(samples);

        assertThat(metrics.get("hostkeysync_dead_letters").gauge().value()).isEqualTo(2);
        assertThat(gauges.waiting()).isEqualTo(2);
    }
}
