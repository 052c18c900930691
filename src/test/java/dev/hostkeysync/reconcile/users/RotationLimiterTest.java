package dev.hostkeysync.reconcile.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RotationLimiterTest {

    private final TestClock clock = new TestClock("2026-11-22T10:15:30Z");
    private final RotationLimiter limiter = new RotationLimiter(clock);

    @Test
    void letsAPersonReplaceTheirKeyFiveTimesAnHour() {
        for (int time = 0; time < 5; time++) {
            assertThat(limiter.take("oidc:zoe")).isEmpty();
        }

        Problem refused = limiter.take("oidc:zoe").orElseThrow();

        assertThat(refused.type()).hasToString("urn:hostkey-sync:problem/too-many-rotations");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).contains(Duration.ofMinutes(12));
        assertThat(refused.detail().orElseThrow()).contains("Ask again in 12 min");
        assertThat(limiter.take("oidc:lee")).isEmpty();
        clock.pass(Duration.ofMinutes(12));
        assertThat(limiter.take("oidc:zoe")).isEmpty();
        assertThat(limiter.take("oidc:zoe")).isPresent();
    }
}
