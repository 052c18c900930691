package dev.hostkeysync.reconcile.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {

    // 2026-11-22 is a Sunday.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0 37 2 * * ?        | 2026-11-22T02:36:59Z |
                    0 37 2 * * ?        | 2026-11-22T02:37:00Z | 2026-11-22T02:37:00Z
                    0 37 2 * * ?        | 2026-11-22T08:37:00Z | 2026-11-22T02:37:00Z
                    0 37 2 * * ?        | 2026-11-22T08:38:00Z |
                    30 0 23 ? * *       | 2026-11-23T01:00:00Z | 2026-11-22T23:00:30Z
                    0 37 2 ? * SUN      | 2026-11-22T03:00:00Z | 2026-11-22T02:37:00Z
                    0 37 2 ? * 2-7      | 2026-11-22T03:00:00Z |
                    0 37 2 ? * mon-fri  | 2026-11-23T03:00:00Z | 2026-11-23T02:37:00Z
                    0 0/15 * * * ?      | 2026-11-22T10:44:59Z | 2026-11-22T10:30:00Z
                    */20 7 1,3 1-22 NOV ? | 2026-11-22T03:07:39Z | 2026-11-22T03:07:20Z
                    0 37 2 1 * ?        | 2026-11-22T03:00:00Z |
                    """)
    void knowsTheLastMomentThatWasDue(
            String cron, Instant now, @org.jspecify.annotations.Nullable Instant due) {
        assertThat(Timetable.parse(cron).due(now).orElse(null)).isEqualTo(due);
    }

    @Test
    void isNeverDueWhenItIsOff() {
        assertThat(Timetable.parse("off").due(Instant.parse("2026-11-22T02:37:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "37 2 * * *",
                "0 60 2 * * ?",
                "0 37 24 * * ?",
                "0 37 2 0 * ?",
                "0 37 2 * * XYZ",
                "0 9-7 2 * * ?",
                "0 */0 2 * * ?",
                "0 *-5 2 * * ?",
                "0 37 2 L * ?",
                "nightly",
                "0 37 2 * * ? 2026"
            })
    void refusesWhatIsNoCronExpression(String cron) {
        assertThatThrownBy(() -> Timetable.parse(cron))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
