package dev.hostkeysync.ops.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                        gauge.getId().getTag("group")
                                + " "
                                + gauge.getId().getTag("topic")
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
                        new PartitionLag(ConsumerGroup.PROVISIONING, 0, 3, 10),
                        new PartitionLag(ConsumerGroup.PROVISIONING, 11, 5, 5),
                        new PartitionLag(ConsumerGroup.ZOOM_ACCOUNTS, 0, 1, 10),
                        new PartitionLag(ConsumerGroup.SUBSCRIPTIONS, 0, 0, 2));

        lag.read();

        assertThat(series())
                .containsExactly(
                        "hostkey-sync identity-lifecycle-0 7.0",
                        "hostkey-sync identity-lifecycle-11 0.0",
                        "hostkey-sync-subscriptions host-key-events-0 2.0",
                        "hostkey-sync-zoom-accounts identity-lifecycle-0 9.0");
        assertThat(lag.silence()).isZero();
    }

    @Test
    void saysNothingWhileTheBrokersDoNotAnswerAndGoesOnAfterwards() throws InterruptedException {
        brokers.partitions = List.of(new PartitionLag(ConsumerGroup.PROVISIONING, 0, 3, 10));
        lag.read();
        brokers.away = true;
        clock.pass(Duration.ofSeconds(40));

        assertThatThrownBy(lag::read).isInstanceOf(IllegalStateException.class);

        assertThat(series()).isEmpty();
        assertThat(lag.silence()).isEqualTo(Duration.ofSeconds(40));

        brokers.away = false;
        lag.read();
        assertThat(series()).containsExactly("hostkey-sync identity-lifecycle-0 7.0");
        assertThat(lag.silence()).isZero();
    }

    @Test
    void countsTheSilenceFromTheStartBeforeTheBrokersEverAnswered() {
        clock.pass(Duration.ofSeconds(12));

        assertThat(lag.silence()).isEqualTo(Duration.ofSeconds(12));
        assertThat(series()).isEmpty();
    }
}
