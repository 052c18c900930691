package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final RandomGenerator NO_JITTER =
            new RandomGenerator() {
                @Override
                public long nextLong() {
                    return 0;
                }

                @Override
                public long nextLong(long bound) {
                    return 0;
                }
            };

    private final RetrySchedule schedule = new RetrySchedule(NO_JITTER);

    @ParameterizedTest
    @CsvSource({
        "1, PT5S",
        "2, PT5M",
        "3, PT30M",
        "4, PT2H",
        "5, PT5H",
        "6, PT10H",
        "7, PT14H",
        "8, PT20H",
        "9, PT24H",
        "10, ",
        "11, ",
        "2147483647, "
    })
    void isThatOfStandardWebhooks(int attempts, Duration pause) {
        assertThat(schedule.after(attempts, Optional.empty()))
                .isEqualTo(Optional.ofNullable(pause));
    }

    @Test
    void spansThreeDays() {
        Duration all = Duration.ZERO;
        for (int attempt = 1; attempt < 10; attempt++) {
            all = all.plus(schedule.after(attempt, Optional.empty()).orElseThrow());
        }

        assertThat(all).isEqualTo(Duration.parse("PT75H35M5S"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, PT1S, PT5S",
        "1, PT1H, PT1H",
        "2, PT2M, PT5M",
        "2, PT10M, PT10M",
        "1, PT240H, PT24H",
        "9, PT1H, PT24H",
        "10, PT1H, "
    })
    void givesTheReceiverMoreTimeWithinBounds(int attempts, Duration wish, Duration pause) {
        assertThat(schedule.after(attempts, Optional.of(wish)))
                .isEqualTo(Optional.ofNullable(pause));
    }

    @Test
    void isUpToATenthLonger() {
        RetrySchedule jittered = new RetrySchedule(new Random(1));

        for (int i = 0; i < 1000; i++) {
            assertThat(jittered.after(4, Optional.empty()).orElseThrow())
                    .isBetween(Duration.ofHours(2), Duration.ofMinutes(132));
        }
    }
}
