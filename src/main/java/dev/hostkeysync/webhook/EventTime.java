package dev.hostkeysync.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When something happened, by a sender's clock.
public final class EventTime {

    /// No sender is older. What is before has a clock that was never set, and would lose against
    /// everything.
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Duration REST_OF_A_SECOND = Duration.of(999_999, ChronoUnit.MICROS);

    private EventTime() {}

    /// The last moment that is meant by a time in whole seconds: whoever was made within a second,
    /// and was disabled later within it, must not have been disabled before they were made.
    public static Instant endOfSecond(Instant second) {
        return second.plus(REST_OF_A_SECOND);
    }

    /// A clock that is ahead of ours counts as now: one event of next year would make every later
    /// one late.
    ///
    /// @param text RFC 3339, with any offset; without a fraction it stands for the whole second
    /// @return in microseconds, as it is stored; empty when it cannot be
    public static Optional<Instant> parse(String text, Instant now) {
        Instant at;
        try {
            Instant told = OffsetDateTime.parse(text).toInstant();
            at = text.indexOf('.') < 0 ? endOfSecond(told) : told;
        } catch (DateTimeException _) {
            return Optional.empty();
        }
        if (at.isBefore(EARLIEST)) {
            return Optional.empty();
        }
        return Optional.of((at.isAfter(now) ? now : at).truncatedTo(ChronoUnit.MICROS));
    }
}
