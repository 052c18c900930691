package dev.hostkeysync.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureLimiterTest {

    private final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    private final FailureLimiter limiter = new FailureLimiter(() -> 3, clock);

    @Test
    void listensToAFewFailuresAMinute() {
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.failed("10.0.0.1")).isEmpty();
            assertThat(limiter.isHeldBack("10.0.0.1")).isEmpty();
        }

        assertThat(limiter.failed("10.0.0.1")).contains(Duration.ofSeconds(60));
        assertThat(limiter.isHeldBack("10.0.0.1")).contains(Duration.ofSeconds(60));
    }

    @Test
    void holdsNobodyElseBack() {
        fail("10.0.0.1", 4);

        assertThat(limiter.failed("10.0.0.2")).isEmpty();
        assertThat(limiter.isHeldBack("10.0.0.3")).isEmpty();
    }

    @Test
    void listensAgainAfterTheMinute() {
        fail("10.0.0.1", 2);
        clock.pass(Duration.ofMillis(59_500));
        fail("10.0.0.1", 100);
        assertThat(limiter.failed("10.0.0.1")).contains(Duration.ofSeconds(1));

        clock.pass(Duration.ofMillis(500));

        assertThat(limiter.isHeldBack("10.0.0.1")).isEmpty();
        assertThat(limiter.failed("10.0.0.1")).isEmpty();
    }

    @Test
    void forgetsTheOldestOfTooManySources() {
        fail("10.0.0.1", 4);

        for (int i = 0; i < FailureLimiter.MOST_SOURCES; i++) {
            fail("source " + i, 1);
        }

        assertThat(limiter.isHeldBack("10.0.0.1")).isEmpty();
    }

    private void fail(String source, int times) {
        for (int i = 0; i < times; i++) {
            var _ = limiter.failed(source);
        }
    }
}
