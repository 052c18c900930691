package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Times for operators: in UTC, as logs and events tell them, and the zone is said.
final class Utc {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Utc() {}

    static String of(Instant at) {
        return SECONDS.format(at);
    }

    static String of(Optional<Instant> at) {
        return at.map(Utc::of).orElse("");
    }

    /// What a form's field of date and time holds, or of date.
    ///
    /// @throws ProblemException 400
    static Optional<Instant> parse(String text, String field) {
        String value = text.strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    value.length() == 10
                            ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : LocalDateTime.parse(value.replace(' ', 'T'))
                                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            throw Problems.badRequest(field + " must be a time in UTC such as 2027-01-31T09:30")
                    .toException();
        }
    }

    /// How long something takes, in words, not more exact than anybody knows.
    static String inWords(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return counted(Math.max(1, seconds), "second");
        }
        if (seconds < 2 * 3600) {
            return counted((seconds + 30) / 60, "minute");
        }
        return seconds < 2 * 86_400
                ? counted((seconds + 1800) / 3600, "hour")
                : counted((seconds + 43_200) / 86_400, "day");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
