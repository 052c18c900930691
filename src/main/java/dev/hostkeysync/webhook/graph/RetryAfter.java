package dev.hostkeysync.webhook.graph;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How long an answer tells us to wait: `Retry-After`, seconds or an HTTP date (RFC 9110 section
/// 10.2.3).
final class RetryAfter {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    // Graph's own limits are counted over ten seconds to a few minutes.
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private RetryAfter() {}

    /// @return empty when nothing is said that can be read
    static Optional<Duration> of(HttpHeaders headers, Instant now) {
        return headers.firstValue("retry-after")
                .map(String::strip)
                .flatMap(text -> parse(text, now))
                .map(RetryAfter::bounded);
    }

    private static Optional<Duration> parse(String text, Instant now) {
        if (text.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(Duration.between(now, until));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration given) {
        if (given.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return given.compareTo(LONGEST) > 0 ? LONGEST : given;
    }
}
