package dev.hostkeysync.common;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Times in the headers of HTTP messages, as others send them.
public final class HttpTime {

    private HttpTime() {}

    /// An HTTP date (RFC 9110 section 5.6.7) in the one form that is not obsolete.
    ///
    /// @return empty for what cannot be read
    public static Optional<Instant> date(String text) {
        if (!text.endsWith("GMT")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// `Retry-After`: seconds or an HTTP date (RFC 9110 section 10.2.3). Whoever asks sets the
    /// bounds: a header may name thirty years.
    ///
    /// @return empty for what cannot be read; zero or negative for what is over
    public static Optional<Duration> retryAfter(String text, Instant now) {
        String bare = text.strip();
        return bare.matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(bare)))
                : date(bare).map(until -> Duration.between(now, until));
    }
}
