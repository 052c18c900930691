package dev.hostkeysync.ops.pipeline;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.ops.lag.ConsumerLag;
import dev.hostkeysync.ops.letters.DeadLetterGauges;
import dev.hostkeysync.outbox.OutboxLevels;
import dev.hostkeysync.provisioning.SyncLevels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/// Looks at the last reading of every stage once in two seconds and says how it goes:
/// `hostkeysync_pipeline_state{state}`, and a snapshot for pages and people. It waits for nobody.
@Startup
@ApplicationScoped
public class Pipeline {

    private static final Logger LOG = Logger.getLogger(Pipeline.class);
    static final Duration LOOK = Duration.ofSeconds(2);

    /// Five minutes.
    private static final int KEPT = 150;

    /// Rates are taken over so many looks.
    private static final int RATED = 5;

    private final Samples samples;
    private final OutboxLevels outbox;
    private final SyncLevels work;
    private final ConsumerLag lag;
    private final DeadLetterGauges letters;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Loop loop;
    private final Ring<Moment> moments = new Ring<>(KEPT);
    private final Ring<Counts> counts = new Ring<>(RATED + 1);
    private volatile PipelineState state = PipelineState.OK;

    Pipeline(
            Samples samples,
            OutboxLevels outbox,
            SyncLevels work,
            ConsumerLag lag,
            DeadLetterGauges letters,
            InstantSource clock,
            MeterRegistry metrics) {
        this.samples = samples;
        this.outbox = outbox;
        this.work = work;
        this.lag = lag;
        this.letters = letters;
        this.clock = clock;
        this.metrics = metrics;
        this.counts.add(Counts.read(metrics, clock.instant()));
        for (PipelineState one : PipelineState.values()) {
            Gauge.builder("hostkeysync_pipeline_state", () -> state == one ? 1 : 0)
                    .description(
                            "1 for how the walk from request to event goes, as this replica sees it")
                    .tag("state", one.label())
                    .register(metrics);
        }
        this.loop =
                new Loop(
                        LOG,
                        "pipeline",
                        "Cannot look at the pipeline: %s. It is tried every "
                                + LOOK.toSeconds()
                                + " seconds, and hostkeysync_pipeline_state stays as it is",
                        LOOK,
                        this::turn);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
    }

    /// How it goes now.
    public Verdict verdict() {
        return Verdict.of(readings().vitals());
    }

    /// Every stage, and the last five minutes.
    public PipelineSnapshot snapshot() {
        return Snapshots.of(readings(), clock.instant(), moments.all());
    }

    private Duration turn() {
        look();
        return LOOK;
    }

    void look() {
        counts.add(Counts.read(metrics, clock.instant()));
        Readings readings = readings();
        state = Verdict.of(readings.vitals()).state();
        moments.add(Snapshots.moment(readings, clock.instant()));
    }

    private Readings readings() {
        List<Counts> counted = counts.all();
        return new Readings(
                samples.silence(),
                lag.silence(),
                lag.history(),
                outbox.level(),
                work.level(),
                work.budget(),
                letters.waiting(),
                counted.getLast(),
                counted.getFirst());
    }
}
