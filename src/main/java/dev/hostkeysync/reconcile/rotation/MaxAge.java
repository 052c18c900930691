package dev.hostkeysync.reconcile.rotation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/// How old a key may become: an ISO 8601 duration. A month counts 30 days, a year 365.
final class MaxAge {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private MaxAge() {}

    /// @throws DateTimeException when it is none
    static Duration parse(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException _) {
            Period period = Period.parse(text);
            return Duration.ofDays(
                    365L * period.getYears() + 30L * period.getMonths() + period.getDays());
        }
    }

    static Optional<String> fault(String text) {
        try {
            Duration age = parse(text);
            return age.compareTo(SHORTEST) < 0 || age.compareTo(LONGEST) > 0
                    ? Optional.of("'" + text + "' is out of range")
                    : Optional.empty();
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.of("'" + text + "' is not a duration");
        }
    }
}
