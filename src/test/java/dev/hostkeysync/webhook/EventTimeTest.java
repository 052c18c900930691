package dev.hostkeysync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-11-16T18:15:12.862Z, 2026-11-16T18:15:12.862Z",
                "2026-11-16T19:15:12.862+01:00, 2026-11-16T18:15:12.862Z",
                "2026-11-16T18:15:12.123456789Z, 2026-11-16T18:15:12.123456Z",
                "2000-01-01T00:00:00.0Z, 2000-01-01T00:00:00Z",
                "2026-11-16T18:15:12Z, 2026-11-16T18:15:12.999999Z",
                "2026-11-16T18:15+00:00, 2026-11-16T18:15:00.999999Z",
                "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
                "2026-11-22T10:00:01Z, 2026-11-22T10:00:00Z",
                "9999-12-31T23:59:59Z, 2026-11-22T10:00:00Z",
                "+999999999-12-31T23:59:59Z, 2026-11-22T10:00:00Z",
                "1999-12-31T23:59:59Z, -",
                "-0001-01-01T00:00:00Z, -",
                "2026-11-16, -",
                "2026-11-16T18:15:12, -",
                "2026-02-30T00:00:00Z, -",
                "1668622512862, -",
                "'', -",
            })
    void readsAnyOffsetAndNoFuture(String text, String instant) {
        assertThat(EventTime.parse(text, NOW))
                .isEqualTo(Optional.ofNullable(instant).map(Instant::parse));
    }
}
