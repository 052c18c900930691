package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    120                             | PT2M
                    ' 120 '                         | PT2M
                    0                               | PT0S
                    999999999                       | PT277777H46M39S
                    1000000000                      |
                    99999999999999999999            |
                    -5                              |
                    1e9                             |
                    1.5                             |
                    soon                            |
                    ''                              |
                    Sun, 22 Nov 2026 08:01:00 GMT   | PT1M
                    Sun, 22 Nov 2026 07:59:00 GMT   | PT-1M
                    Sun, 32 Nov 2026 08:01:00 GMT   |
                    Mon, 22 Nov 2026 08:01:00 GMT   |
                    Sun, 22 Nov 2026 08:01:00 +0000 |
                    2026-11-22T08:01:00Z            |
                    """)
    void readsSecondsAndDates(String header, Duration pause) {
        assertThat(HttpTime.retryAfter(header, Instant.parse("2026-11-22T08:00:00Z")).orElse(null))
                .isEqualTo(pause);
    }
}
