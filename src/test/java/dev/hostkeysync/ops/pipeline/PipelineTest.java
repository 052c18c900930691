package dev.hostkeysync.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.Samples;
import dev.hostkeysync.common.SamplesFixture;
import dev.hostkeysync.ops.lag.LagFixture;
import dev.hostkeysync.ops.letters.LettersFixture;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.provisioning.JourneyFixture;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.zoom.limit.RateClass;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final JourneyFixture work = new JourneyFixture();
    private final LagFixture brokers = new LagFixture(clock);
    private final AtomicBoolean away = new AtomicBoolean();
    private final Samples samples =
            SamplesFixture.of(
                    Jdbi.create(() -> {
                        if (away.get()) {
                            throw new SQLTransientConnectionException("away");
                        }
                        return work.jdbi().open().getConnection();
                    }),
                    clock);
    private final Pipeline pipeline =
            new Pipeline(
                    samples,
                    OutboxFixture.levels(samples),
                    work.levels(samples),
                    brokers.lag(),
                    LettersFixture.gauges(samples),
                    clock,
                    metrics);

    private void look() {
        SamplesFixture.look(samples);
        pipeline.look();
    }

    /// The states whose gauge is 1.
    private List<String> states() {
        return metrics.find("hostkeysync_pipeline_state").gauges().stream()
                .filter(gauge -> gauge.value() == 1)
                .map(gauge -> String.valueOf(gauge.getId().getTag("state")))
                .toList();
    }

    @Test
    void tellsEveryStage() {
        work.withKey("zoe@example.com");
        var _ = work.create("max@example.com");
        brokers.read(5, 12);
        work.budget()
                .hold(RateClass.HEAVY, Duration.ofMinutes(1), "Zoom answered 429: too many calls");
        look();

        PipelineSnapshot snapshot = pipeline.snapshot();

        assertThat(snapshot.state()).isEqualTo("ok");
        assertThat(snapshot.reason()).isEqualTo("What comes in goes out; nothing waits for us.");
        assertThat(snapshot.outbox().rows()).isEqualTo(3);
        assertThat(snapshot.kafka().answers()).isTrue();
        assertThat(snapshot.kafka().readAt()).isEqualTo("2026-11-22T10:15:30Z");
        assertThat(snapshot.kafka().topics())
                .containsExactly(
                        new PipelineSnapshot.TopicLag("identity-lifecycle", 7, 0, 0),
                        new PipelineSnapshot.TopicLag("host-key-events", 0, 0, 0));
        assertThat(snapshot.work().due()).isEqualTo(1);
        assertThat(snapshot.work().waiting()).isZero();
        assertThat(snapshot.zoom().budget())
                .extracting(PipelineSnapshot.RateClass::name)
                .containsExactly("light", "medium", "heavy", "resource_intensive");
        assertThat(snapshot.zoom().budget().get(0).held()).isNull();
        assertThat(snapshot.zoom().budget().get(2).held())
                .isNotNull()
                .extracting(PipelineSnapshot.Held::cause)
                .isEqualTo("throttled");
        assertThat(snapshot.samples()).hasSize(1);
        assertThat(snapshot.samples().getFirst().lag()).isEqualTo(7);
        assertThat(snapshot.samples().getFirst().unfinished()).isEqualTo(1);
        assertThat(states()).containsExactly("ok");
    }

    @Test
    void isStalledAndStillAnswersWhileKafkaDoesNot() {
        brokers.read(5, 12);
        clock.pass(Verdict.BROKERS_SILENT);
        look();

        PipelineSnapshot snapshot = pipeline.snapshot();

        assertThat(snapshot.state()).isEqualTo("stalled");
        assertThat(snapshot.kafka().answers()).isFalse();
        assertThat(snapshot.kafka().topics()).isEmpty();
        assertThat(snapshot.samples().getFirst().lag()).isNull();
        assertThat(states()).containsExactly("stalled");
    }

    @Test
    void isStalledAndStillAnswersWhileTheDatabaseDoesNot() {
        brokers.read(5, 5);
        look();
        away.set(true);
        clock.pass(Verdict.DATABASE_SILENT);

        assertThatThrownBy(() -> SamplesFixture.look(samples)).isInstanceOf(RuntimeException.class);
        pipeline.look();

        assertThat(states()).containsExactly("stalled");
        assertThat(pipeline.snapshot().state()).isEqualTo("stalled");
        assertThat(pipeline.snapshot().samples())
                .extracting(Moment::state)
                .containsExactly("ok", "stalled");
    }

    @Test
    void isPausedWhileZoomRefusesTheApp() {
        brokers.read(5, 5);
        var _ = work.create("max@example.com");
        work.budget().holdAll(Duration.ofMinutes(1), "Zoom answered 401");
        look();

        assertThat(states()).containsExactly("paused");
        assertThat(pipeline.verdict().reason())
                .startsWith(
                        "Zoom refuses the account or the app (Zoom answered 401). 1 user waits");
    }

    @Test
    void hasAGaugeForEachState() {
        assertThat(metrics.find("hostkeysync_pipeline_state").gauges())
                .extracting(Gauge::getId)
                .extracting(id -> id.getTag("state"))
                .containsExactlyInAnyOrder("ok", "slow", "stalled", "rate_limited", "paused");
    }

    @Test
    void keepsTheLastFiveMinutes() {
        for (int i = 0; i < 151; i++) {
            pipeline.look();
            clock.pass(Pipeline.LOOK);
        }

        List<Moment> samples = pipeline.snapshot().samples();

        assertThat(samples).hasSize(150);
        assertThat(samples.getFirst().at()).isEqualTo("2026-11-22T10:15:32Z");
        assertThat(samples.getLast().at()).isEqualTo("2026-11-22T10:20:30Z");
    }
}
