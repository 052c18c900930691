package dev.hostkeysync.ops.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagHistoryTest {

    private static final ConsumerGroup GROUP = ConsumerGroup.PROVISIONING;
    private static final Instant START = Instant.parse("2026-11-22T10:15:30Z");

    private LagHistory history = LagHistory.NONE;

    /// @param offsets committed and end of each partition
    private void read(int second, long... offsets) {
        List<PartitionLag> partitions = new ArrayList<>();
        for (int i = 0; i < offsets.length; i += 2) {
            partitions.add(new PartitionLag(GROUP, i / 2, offsets[i], offsets[i + 1]));
        }
        history = history.with(new LagReading(START.plusSeconds(second), partitions));
    }

    @Test
    void addsThePartitionsUp() {
        read(0, 3, 10, 20, 25);

        assertThat(history.last().map(reading -> reading.lag(GROUP))).contains(12L);
        assertThat(history.last().map(reading -> reading.lag(ConsumerGroup.SUBSCRIPTIONS)))
                .contains(0L);
    }

    @Test
    void isNeverBelowNothing() {
        read(0, 11, 10);

        assertThat(history.last().map(reading -> reading.lag(GROUP))).contains(0L);
    }

    @Test
    void tellsHowManyCameAndWereHandledInASecond() {
        read(0, 0, 0);
        read(5, 10, 100);
        read(10, 20, 200);

        assertThat(history.arrivedPerSecond(GROUP)).isEqualTo(20.0);
        assertThat(history.handledPerSecond(GROUP)).isEqualTo(2.0);
    }

    @Test
    void looksBackHalfAMinuteForARate() {
        read(0, 0, 0);
        read(60, 0, 6_000);
        read(90, 0, 6_030);

        assertThat(history.arrivedPerSecond(GROUP)).isEqualTo(1.0);
    }

    @Test
    void hasNoRateOfOneReadingOrOfATopicThatWasMadeAnew() {
        read(0, 0, 100);
        assertThat(history.arrivedPerSecond(GROUP)).isZero();

        read(5, 0, 0);
        assertThat(history.arrivedPerSecond(GROUP)).isZero();
        assertThat(LagHistory.NONE.arrivedPerSecond(GROUP)).isZero();
    }

    @Test
    void saysForHowLongAPartitionHasNotMovedWhateverTheOthersDo() {
        read(0, 7, 7, 0, 50);
        read(5, 7, 9, 10, 50);
        read(10, 7, 9, 20, 50);
        read(15, 7, 12, 30, 50);

        assertThat(history.stuck().time()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void namesTheGroupThatStandsStill() {
        for (int second : new int[] {0, 60}) {
            history =
                    history.with(
                            new LagReading(
                                    START.plusSeconds(second),
                                    List.of(
                                            new PartitionLag(GROUP, 0, second, 99),
                                            new PartitionLag(
                                                    ConsumerGroup.ZOOM_ACCOUNTS, 0, 5, 8))));
        }

        assertThat(history.stuck())
                .isEqualTo(
                        new LagHistory.Stuck(
                                ConsumerGroup.ZOOM_ACCOUNTS, 3, Duration.ofSeconds(60)));
    }

    @Test
    void isNotStuckWithNothingToDoOrAStepAhead() {
        read(0, 7, 9);
        read(30, 8, 9);
        assertThat(history.stuck().time()).isZero();

        read(60, 9, 9);
        assertThat(history.stuck().time()).isZero();
        assertThat(LagHistory.NONE.stuck().time()).isZero();
    }

    @Test
    void forgetsWhatIsOlderThanTwoMinutes() {
        read(0, 0, 0);
        read(60, 0, 0);
        read(121, 0, 0);

        assertThat(history.readings().stream().map(LagReading::at))
                .containsExactly(START.plusSeconds(60), START.plusSeconds(121));
    }
}
