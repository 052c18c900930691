package dev.hostkeysync.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Allowance;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.testing.TestClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevealLimiterTest {

    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final RevealLimiter limiter = new RevealLimiter(() -> 600, clock);

    @Test
    void letsAMinutesWorthThroughAtOnceAndNoMore() {
        assertThat(limiter.take("a", 500)).isEmpty();
        assertThat(limiter.take("a", 100)).isEmpty();

        Problem problem = limiter.take("a", 1).orElseThrow();

        assertThat(problem.type()).hasToString("urn:hostkey-sync:problem/too-many-reveals");
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(problem.detail())
                .contains(
                        "One reader may ask for 600 host keys a minute, each item of a batch counted."
                                + " Ask again in 1 s, or have REVEALS_PER_MINUTE raised.");
    }

    @Test
    void keepsItsWordOnWhenToComeAgain() {
        assertThat(limiter.take("a", 600)).isEmpty();
        Duration wait = limiter.take("a", 500).orElseThrow().retryAfter().orElseThrow();

        assertThat(wait).isEqualTo(Duration.ofSeconds(50));
        clock.pass(wait.minusSeconds(1));
        assertThat(limiter.take("a", 500)).isPresent();
        clock.pass(Duration.ofSeconds(1));
        assertThat(limiter.take("a", 500)).isEmpty();
        assertThat(limiter.take("a", 1)).isPresent();
    }

    @Test
    void countsNothingOfWhatIsRefused() {
        assertThat(limiter.take("a", 400)).isEmpty();
        assertThat(limiter.take("a", 300)).isPresent();
        assertThat(limiter.take("a", 200)).isEmpty();
    }

    @Test
    void savesNothingUpOverAMinutesWorth() {
        clock.pass(Duration.ofHours(1));

        assertThat(limiter.take("a", 600)).isEmpty();
        assertThat(limiter.take("a", 1)).isPresent();
    }

    @Test
    void comesBackEvenly() {
        assertThat(limiter.take("a", 600)).isEmpty();
        for (int i = 0; i < 1000; i++) {
            clock.pass(Duration.ofMillis(100));
            assertThat(limiter.take("a", 1)).as("key %d", i).isEmpty();
            assertThat(limiter.take("a", 1)).isPresent();
        }
    }

    @Test
    void countsEveryReaderAlone() {
        assertThat(limiter.take("a", 600)).isEmpty();
        assertThat(limiter.take("b", 600)).isEmpty();
        assertThat(limiter.take("a", 1)).isPresent();
    }

    @Test
    void forgetsTheOneWhoAskedLongestAgo() {
        assertThat(limiter.take("a", 600)).isEmpty();
        assertThat(
                        IntStream.rangeClosed(1, Allowance.MOST_KNOWN)
                                .allMatch(i -> limiter.take("reader " + i, 1).isEmpty()))
                .isTrue();

        assertThat(limiter.take("a", 600)).isEmpty();
    }

    @Test
    void saysThatABatchNeverFits() {
        Problem problem = limiter.take("a", 601).orElseThrow();

        assertThat(problem.type()).hasToString("urn:hostkey-sync:problem/too-many-items");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail())
                .contains(
                        "601 host keys are asked for at once, and one reader may ask for 600 a minute."
                                + " Send fewer items, or have REVEALS_PER_MINUTE raised.");
    }
}
