package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

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

    @ParameterizedTest
    @CsvSource({
        "0, PT5S",
        "1, PT5S",
        "2, PT10S",
        "3, PT20S",
        "10, PT42M40S",
        "15, PT22H45M20S",
        "16, PT24H",
        "1000, PT24H",
        "2147483647, PT24H"
    })
    void doublesUpToADay(int attempt, Duration pause) {
        assertThat(new Backoff(NO_JITTER).after(attempt, Backoff.WAITING)).isEqualTo(pause);
    }

    @Test
    void isUpToAFifthShorter() {
        Backoff backoff = new Backoff(new Random(1));

        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.after(2, Backoff.WAITING))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        }
    }
}
