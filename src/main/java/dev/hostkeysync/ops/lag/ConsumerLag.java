package dev.hostkeysync.ops.lag;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/// Asks the brokers every few seconds how far our groups are, on every replica, and tells
/// Prometheus: `hostkeysync_consumer_lag{group,topic,partition}`. While the brokers do not answer
/// there is no such series, rather than an old number.
@Startup
@ApplicationScoped
public class ConsumerLag {

    private static final Logger LOG = Logger.getLogger(ConsumerLag.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final GroupOffsets offsets;
    private final InstantSource clock;
    private final MultiGauge gauge;
    private final Loop loop;
    private volatile LagHistory history = LagHistory.NONE;
    private volatile Instant answered;

    ConsumerLag(GroupOffsets offsets, InstantSource clock, MeterRegistry metrics) {
        this.offsets = offsets;
        this.clock = clock;
        this.answered = clock.instant();
        this.gauge =
                MultiGauge.builder("hostkeysync_consumer_lag")
                        .description("Records that our consumer group has not handled yet")
                        .register(metrics);
        this.loop =
                new Loop(
                        LOG,
                        "consumer-lag",
                        "Kafka does not tell how far our consumers are: %s. It is asked every "
                                + LOOK.toSeconds()
                                + " seconds; check the brokers in KAFKA_BOOTSTRAP_SERVERS",
                        LOOK,
                        this::turn);
    }

    @PostConstruct
    void start() {
        loop.atEnd(offsets::close).start();
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
    }

    /// What the brokers said in the last two minutes.
    public LagHistory history() {
        return history;
    }

    /// How long ago they last answered; since the start, before they ever did.
    public Duration silence() {
        return Duration.between(answered, clock.instant());
    }

    private Duration turn() throws InterruptedException {
        read();
        return LOOK;
    }

    void read() throws InterruptedException {
        try {
            List<PartitionLag> partitions = offsets.read();
            answered = clock.instant();
            history = history.with(new LagReading(answered, partitions));
            show(partitions);
        } catch (ExecutionException | TimeoutException e) {
            show(List.of());
            throw new IllegalStateException("the brokers do not answer", e);
        } catch (RuntimeException e) {
            show(List.of());
            throw e;
        }
    }

    private void show(List<PartitionLag> partitions) {
        gauge.register(
                partitions.stream()
                        .<MultiGauge.Row<?>>map(partition ->
                                MultiGauge.Row.of(
                                        Tags.of(
                                                "group",
                                                partition.group().label(),
                                                "topic",
                                                partition.group().topic().name(""),
                                                "partition",
                                                Integer.toString(partition.partition())),
                                        partition.lag()))
                        .toList(),
                true);
    }
}
