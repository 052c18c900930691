package dev.hostkeysync.subscription;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The header `Retry-After` (RFC 9110 section 10.2.3): seconds or a date.
final class RetryAfter {

    private RetryAfter() {}

    /// @return empty for what cannot be read and for the past
    static Optional<Duration> parse(Optional<String> header, Instant now) {
        return header.map(String::strip)
                .flatMap(text -> text.matches("[0-9]{1,9}") ? seconds(text) : date(text, now))
                .filter(Duration::isPositive);
    }

    private static Optional<Duration> seconds(String text) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            Instant then =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(Duration.between(now, then));
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }
}
