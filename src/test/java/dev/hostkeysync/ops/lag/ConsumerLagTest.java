package dev.hostkeysync.ops.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.outbox.Topic;
import dev.hostkeysync.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final Brokers brokers = new Brokers();
    private final ConsumerLag lag = new ConsumerLag(brokers, clock, metrics);

    private static final class Brokers implements GroupOffsets {

        private List<PartitionLag> partitions = List.of();
        private boolean away;

        @Override
        public List<PartitionLag> read() throws TimeoutException {
            if (away) {
                throw new TimeoutException("no answer");
            }
            return partitions;
        }

        @Override
        public void close() {}
    }

    private List<String> series() {
        return metrics.find("hostkeysync_consumer_lag").gauges().stream()
                .map(gauge ->
                        gauge.getId().getTag("topic")
                                + "-"
                                + gauge.getId().getTag("partition")
                                + " "
                                + gauge.value())
                .sorted()
                .toList();
    }

    @Test
    void tellsTheLagOfEveryPartition() throws InterruptedException {
        brokers.partitions =
                List.of(
                        new PartitionLag(Topic.IDENTITY_LIFECYCLE, 0, 3, 10),
                        new PartitionLag(Topic.IDENTITY_LIFECYCLE, 11, 5, 5),
                        new PartitionLag(Topic.HOST_KEY_EVENTS, 0, 0, 2));

        lag.read();

        assertThat(series())
                .containsExactly(
                        "host-key-events-0 2.0",
                        "identity-lifecycle-0 7.0",
                        "identity-lifecycle-11 0.0");
        assertThat(lag.silence()).isZero();
    }

    @Test
    void saysNothingWhileTheBrokersDoNotAnswerAndGoesOnAfterwards() throws InterruptedException {
        brokers.partitions = List.of(new PartitionLag(Topic.IDENTITY_LIFECYCLE, 0, 3, 10));
        lag.read();
        brokers.away = true;
        clock.pass(Duration.ofSeconds(40));

        assertThatThrownBy(lag::read).isInstanceOf(IllegalStateException.class);

        assertThat(series()).isEmpty();
        assertThat(lag.silence()).isEqualTo(Duration.ofSeconds(40));

        brokers.away = false;
        lag.read();
        assertThat(series()).containsExactly("identity-lifecycle-0 7.0");
        assertThat(lag.silence()).isZero();
    }

    @Test
    void countsTheSilenceFromTheStartBeforeTheBrokersEverAnswered() {
        clock.pass(Duration.ofSeconds(12));

        assertThat(lag.silence()).isEqualTo(Duration.ofSeconds(12));
        assertThat(series()).isEmpty();
    }
}
