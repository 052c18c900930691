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

    private static final RandomGenerator ALL_JITTER =
            new RandomGenerator() {
                @Override
                public long nextLong() {
                    return Long.MAX_VALUE;
                }

                @Override
                public long nextLong(long bound) {
                    return bound - 1;
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

    @ParameterizedTest
    @CsvSource({
        "-1, PT1S",
        "0, PT1S",
        "1, PT1S",
        "2, PT2S",
        "10, PT8M32S",
        "11, PT15M",
        "31, PT15M",
        "32, PT15M",
        "2147483647, PT15M"
    })
    void doublesUpToAQuarterOfAnHourWhileZoomIsUnclear(int attempt, Duration pause) {
        assertThat(new Backoff(NO_JITTER).after(attempt, Backoff.UNCLEAR)).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"1, PT4S, PT5S", "16, PT19H12M, PT24H", "2147483647, PT19H12M, PT24H"})
    void isAFifthShorterAtMostAtEitherEnd(int attempt, Duration shortest, Duration longest) {
        assertThat(new Backoff(ALL_JITTER).after(attempt, Backoff.WAITING)).isEqualTo(shortest);
        assertThat(new Backoff(NO_JITTER).after(attempt, Backoff.WAITING)).isEqualTo(longest);
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
