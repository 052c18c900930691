package dev.hostkeysync.reconcile.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.zoom.limit.Limits;
import dev.hostkeysync.zoom.limit.Plan;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlookTest {

    @ParameterizedTest
    @CsvSource({
        "BUSINESS, 1,   1,    10000, PT2M5S,    320",
        "BUSINESS, 0.5, 0.5,  10000, PT8M20S,   80",
        "PRO,      0.5, 0.5,  600,   PT1M20S,   30",
        // 3,000 a day are ours of the free plan's light calls, half of them for this.
        "FREE,     0.5, 0.5,  1500,  PT25M,     8",
        "FREE,     0.5, 0.5,  1560,  PT24H1M,   8"
    })
    void foretellsFromWhatThePlanAllows(
            Plan plan, double share, double batchShare, int users, Duration time, int window) {
        Outlook outlook = new Outlook(Limits.of(plan, share));

        assertThat(outlook.atPace(users, batchShare)).isCloseTo(time, Duration.ofMillis(10));
        assertThat(outlook.window(batchShare)).isEqualTo(window);
    }
}
