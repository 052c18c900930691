package dev.hostkeysync.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.zoom.limit.RateClass;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoomSightingsTest {

    private final ZoomSightings sightings =
            new ZoomSightings(() -> Instant.parse("2026-03-01T10:00:00Z"));

    private void see(String... headers) {
        Map<String, List<String>> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        sightings.saw(HttpHeaders.of(all, (_, _) -> true));
    }

    @ParameterizedTest
    @CsvSource({
        "'Sun, 01 Mar 2026 10:00:00 GMT', PT-0.5S",
        "'Sun, 01 Mar 2026 09:59:00 GMT', PT59.5S",
        "'Sun, 01 Mar 2026 11:00:00 GMT', PT-1H-0.5S",
        "yesterday,",
    })
    void comparesTheDateWithOurClock(String date, Duration ahead) {
        see("Date", date);

        assertThat(sightings.clockAhead()).isEqualTo(Optional.ofNullable(ahead));
    }

    @Test
    void keepsTheLastDate() {
        see("Date", "Sun, 01 Mar 2026 09:00:00 GMT");
        see("Date", "Sun, 01 Mar 2026 09:59:59 GMT");
        see("x-ratelimit-category", "Light");

        assertThat(sightings.clockAhead()).contains(Duration.ofMillis(500));
        assertThat(sightings.limits()).isEmpty();
    }

    @Test
    void keepsTheLastLimitOfEachKind() {
        see("X-RateLimit-Category", "Light", "X-RateLimit-Limit", "30");
        see("x-ratelimit-category", "light", "x-ratelimit-type", "QPS", "x-ratelimit-limit", "80");
        see(
                "x-ratelimit-category",
                "Light",
                "x-ratelimit-type",
                "Daily-limit",
                "x-ratelimit-limit",
                "6000");
        see("x-ratelimit-category", "Resource-intensive", "x-ratelimit-limit", "10");
        see("x-ratelimit-category", "Enormous", "x-ratelimit-limit", "10");
        see("x-ratelimit-category", "Heavy", "x-ratelimit-limit", "some");

        assertThat(sightings.limits())
                .containsOnly(
                        Map.entry(new ZoomSightings.Limit(RateClass.LIGHT, false), 80),
                        Map.entry(new ZoomSightings.Limit(RateClass.LIGHT, true), 6000),
                        Map.entry(
                                new ZoomSightings.Limit(RateClass.RESOURCE_INTENSIVE, false), 10));
    }
}
