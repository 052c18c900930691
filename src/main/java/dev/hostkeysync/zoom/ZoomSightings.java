package dev.hostkeysync.zoom;

import dev.hostkeysync.common.HttpTime;
import dev.hostkeysync.zoom.limit.RateClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the headers of Zoom's answers, any of them, tell about clock and limits. Of this replica,
/// since its start.
@ApplicationScoped
public class ZoomSightings {

    /// @param perDay of the day rather than of the second
    public record Limit(RateClass rateClass, boolean perDay) {}

    private record Dated(String date, Instant arrived) {}

    // A `Date` is cut to the second: on average half of one is missing.
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final InstantSource clock;
    private final Map<Limit, Integer> limits = new ConcurrentHashMap<>();
    private volatile @Nullable Dated last;

    ZoomSightings(InstantSource clock) {
        this.clock = clock;
    }

    void saw(HttpHeaders headers) {
        headers.firstValue("date").ifPresent(date -> last = new Dated(date, clock.instant()));
        Optional<RateClass> rateClass =
                headers.firstValue("x-ratelimit-category").flatMap(ZoomSightings::category);
        OptionalInt limit = number(headers.firstValue("x-ratelimit-limit"));
        if (rateClass.isPresent() && limit.isPresent()) {
            boolean daily =
                    headers.firstValue("x-ratelimit-type")
                            .map("daily-limit"::equalsIgnoreCase)
                            .orElse(false);
            limits.put(new Limit(rateClass.get(), daily), limit.getAsInt());
        }
    }

    /// How far our clock is ahead of Zoom's, to about a second; empty before the first answer.
    public Optional<Duration> clockAhead() {
        Dated seen = last;
        if (seen == null) {
            return Optional.empty();
        }
        return HttpTime.date(seen.date())
                .map(zoom -> Duration.between(zoom.plus(HALF_A_SECOND), seen.arrived()));
    }

    /// The limits that Zoom named last, as far as it named any: today's answers carry the category
    /// only.
    public Map<Limit, Integer> limits() {
        return Map.copyOf(limits);
    }

    // "Light", "Resource-intensive".
    private static Optional<RateClass> category(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(RateClass.values())
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    private static OptionalInt number(Optional<String> text) {
        return text.map(String::strip)
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(value -> OptionalInt.of(Integer.parseInt(value)))
                .orElse(OptionalInt.empty());
    }
}
