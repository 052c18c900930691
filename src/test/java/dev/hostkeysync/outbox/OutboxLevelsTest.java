package dev.hostkeysync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class OutboxLevelsTest {

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final Samples samples = SamplesFixture.of(jdbi, clock);
    private final OutboxLevels levels = new OutboxLevels(samples);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final OutboxGauges gauges = new OutboxGauges(levels, metrics);

    private void sql(String sql) {
        int _ = jdbi.withHandle(handle -> handle.execute(sql));
    }

    private void add(int rows) {
        sql(
                "INSERT INTO outbox (topic, headers, created_at) SELECT 't', '{}', now() - interval '30 s'"
                        + " FROM generate_series(1, "
                        + rows
                        + ")");
    }

    private double look(String gauge) {
        clock.pass(Duration.ofMinutes(1));
        SamplesFixture.look(samples);
        return metrics.get("hostkeysync_outbox_" + gauge).gauge().value();
    }

    @Test
    void countsRowsAndTellsTheAgeOfTheOldestInSeconds() {
        assertThat(gauges).isNotNull();
        assertThat(look("rows")).isZero();
        assertThat(look("oldest_seconds")).isZero();
        add(2);
        sql("INSERT INTO outbox (topic, headers) VALUES ('t', '{}')");

        assertThat(look("rows")).isEqualTo(3);
        assertThat(look("oldest_seconds")).isBetween(30.0, 60.0);
    }

    @Test
    void believesPostgresAboveAHundredThousand() {
        add(OutboxLevels.COUNTED + 5);
        assertThat(look("rows")).isEqualTo(OutboxLevels.COUNTED);

        sql("ANALYZE outbox");

        assertThat(look("rows")).isEqualTo(OutboxLevels.COUNTED + 5.0);
    }
}
