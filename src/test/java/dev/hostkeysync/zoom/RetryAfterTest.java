package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # Retry-After                   | daily | our clock            | Date                          | pause
                    5                               | false | 2026-03-01T10:00:00Z |                               | PT5S
                    ' 120 '                         | false | 2026-03-01T10:00:00Z |                               | PT2M
                    0                               | false | 2026-03-01T10:00:00Z |                               | PT1S
                    999999999                       | false | 2026-03-01T10:00:00Z |                               | PT24H
                    99999999999999999999            | false | 2026-03-01T10:00:00Z |                               | PT1S
                    -3                              | false | 2026-03-01T10:00:00Z |                               | PT1S
                    soon                            | false | 2026-03-01T10:00:00Z |                               | PT1S
                                                    | false | 2026-03-01T10:00:00Z |                               | PT1S
                    Sun, 01 Mar 2026 10:00:30 GMT   | false | 2026-03-01T10:00:00Z |                               | PT30S
                    Sun, 01 Mar 2026 09:00:00 GMT   | false | 2026-03-01T10:00:00Z |                               | PT1S
                    Sun, 41 Mar 2026 09:00:00 GMT   | false | 2026-03-01T10:00:00Z |                               | PT1S
                    2026-03-01T10:00:00.250Z        | false | 2026-03-01T10:00:00Z |                               | PT1S
                    2026-03-01T10:00:02Z            | false | 2026-03-01T10:00:00Z |                               | PT2S
                    2026-03-01T11:00:02+01:00       | false | 2026-03-01T10:00:00Z |                               | PT2S
                    2026-03-01T10:00:02             | false | 2026-03-01T10:00:00Z |                               | PT1S
                    # a clock that is wrong here does not matter when Zoom tells its own
                    2026-03-01T10:00:30Z            | false | 2026-03-01T12:00:00Z | Sun, 01 Mar 2026 10:00:00 GMT | PT30S
                    2026-03-01T10:00:30Z            | false | 2026-03-01T10:00:00Z | yesterday                     | PT30S
                    # the day
                    2026-03-02T00:00:00Z            | true  | 2026-03-01T10:00:00Z |                               | PT14H
                    60                              | true  | 2026-03-01T10:00:00Z |                               | PT1M
                                                    | true  | 2026-03-01T10:00:00Z |                               | PT14H
                                                    | true  | 2026-03-01T12:00:00Z | Sun, 01 Mar 2026 10:00:00 GMT | PT14H
                    2026-03-01T00:00:00Z            | true  | 2026-03-01T10:00:00Z |                               | PT14H
                    2026-03-05T00:00:00Z            | true  | 2026-03-01T10:00:00Z |                               | PT24H
                    # right after midnight the day's count may not be reset yet
                                                    | true  | 2026-03-02T00:00:00Z |                               | PT1M
                    2026-03-02T00:00:00Z            | true  | 2026-03-02T00:00:01Z |                               | PT1M
                                                    | true  | 2026-03-02T00:04:59Z |                               | PT1M
                                                    | true  | 2026-03-02T00:05:00Z |                               | PT23H55M
                                                    | true  | 2026-03-01T23:59:59Z |                               | PT1M
                    """)
    void readsEveryForm(String header, boolean daily, Instant clock, String date, Duration pause) {
        Map<String, List<String>> headers = new HashMap<>();
        if (header != null) {
            headers.put("Retry-After", List.of(header));
        }
        if (date != null) {
            headers.put("Date", List.of(date));
        }

        assertThat(RetryAfter.of(HttpHeaders.of(headers, (_, _) -> true), daily, clock))
                .isEqualTo(pause);
    }
}
