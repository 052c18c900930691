package dev.hostkeysync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class KeyGaugesTest {

    private final JourneyFixture work = new JourneyFixture();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Samples samples =
            SamplesFixture.of(work.jdbi(), new TestClock("2026-11-22T10:15:30Z"));

    private double keys(String state) {
        return metrics.get("hostkeysync_host_keys").tag("state", state).gauge().value();
    }

    @Test
    void countsVersionsByState() {
        KeyGauges gauges = new KeyGauges(samples, work.ledger(), metrics);
        assertThat(gauges).isNotNull();
        UserId zoe = work.withKey("zoe@example.com");
        work.withKey("max@example.com");
        work.edit(zoe, "zoe.new@example.com", true);
        int _ = work.turn();
        var _ = work.create("eve@example.com");

        SamplesFixture.look(samples);

        assertThat(keys("pending")).isEqualTo(1);
        assertThat(keys("active")).isEqualTo(2);
        assertThat(keys("retired")).isEqualTo(1);
    }
}
