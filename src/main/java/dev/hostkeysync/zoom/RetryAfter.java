package dev.hostkeysync.zoom;

import dev.hostkeysync.common.HttpTime;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How long a 429 tells us to wait. Zoom's `Retry-After` is a number of seconds or an HTTP date
/// (RFC 9110 section 10.2.3), or an ISO 8601 instant for the limit of the day, or not there at all.
///
/// Dates are measured against the answer's own `Date`, so that a wrong clock here neither cuts the
/// wait short nor draws it out.
final class RetryAfter {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    // No limit of Zoom's lasts longer than a day.
    private static final Duration LONGEST = Duration.ofDays(1);

    // Zoom's day ends at 00:00 UTC. A refusal right after it is taken for a counter that was not
    // yet reset: waiting for the next midnight would cost a day.
    private static final Duration RESET_MAY_TAKE = Duration.ofMinutes(5);
    private static final Duration UNTIL_RESET_IS_THROUGH = Duration.ofMinutes(1);

    private RetryAfter() {}

    /// @param daily the day's calls are used up, so that without a header it is the next day
    /// @return one second to one day
    static Duration of(HttpHeaders headers, boolean daily, Instant clock) {
        Instant now = headers.firstValue("date").flatMap(RetryAfter::date).orElse(clock);
        Duration given =
                headers.firstValue("retry-after")
                        .map(String::strip)
                        .flatMap(text -> pause(text, now))
                        .filter(Duration::isPositive)
                        .orElseGet(() -> daily ? untilNextDay(now) : SHORTEST);
        return min(max(given, SHORTEST), LONGEST);
    }

    private static Optional<Duration> pause(String text, Instant now) {
        return HttpTime.retryAfter(text, now)
                .or(() -> iso(text).map(until -> Duration.between(now, until)));
    }

    private static Optional<Instant> date(String text) {
        return HttpTime.date(text).or(() -> iso(text));
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration untilNextDay(Instant now) {
        Instant midnight =
                now.minus(RESET_MAY_TAKE)
                        .atOffset(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.DAYS)
                        .plusDays(1)
                        .toInstant();
        return max(Duration.between(now, midnight), UNTIL_RESET_IS_THROUGH);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
