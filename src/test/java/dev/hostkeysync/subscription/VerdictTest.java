package dev.hostkeysync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private final RetrySchedule schedule = new RetrySchedule(new Random(1));

    @ParameterizedTest
    @CsvSource({
        "200, 1, Delivered",
        "202, 10, Delivered",
        "204, 1, Delivered",
        "299, 1, Delivered",
        "101, 1, Later",
        "301, 1, Later",
        "302, 9, Later",
        "307, 10, GivenUp",
        "400, 1, Later",
        "401, 1, Later",
        "404, 1, Later",
        "410, 1, Gone",
        "410, 10, Gone",
        "429, 1, Later",
        "500, 1, Later",
        "503, 10, GivenUp",
    })
    void comesFromTheStatus(int status, int attempts, String verdict) {
        assertThat(
                        Verdict.of(new Reply.Answered(status, Optional.empty()), attempts, schedule)
                                .getClass()
                                .getSimpleName())
                .isEqualTo(verdict);
    }

    @Test
    void triesAgainWhereNoAnswerCame() {
        assertThat(Verdict.of(new Reply.NoAnswer("no connection"), 1, schedule))
                .isInstanceOfSatisfying(
                        Verdict.Later.class,
                        later -> assertThat(later.failure()).isEqualTo("no connection"));
        assertThat(Verdict.of(new Reply.NotAllowed("not sent"), 10, schedule))
                .isEqualTo(new Verdict.GivenUp("not sent"));
    }

    @ParameterizedTest
    @CsvSource({"PT5M, PT5M", "PT1H, PT1H", "PT24H, PT1H"})
    void holdsTheOthersForAnHourAtMost(Duration wish, Duration hold) {
        assertThat(Verdict.of(new Reply.Answered(429, Optional.of(wish)), 1, schedule))
                .isInstanceOfSatisfying(
                        Verdict.Later.class, later -> assertThat(later.hold()).contains(hold));
    }
}
