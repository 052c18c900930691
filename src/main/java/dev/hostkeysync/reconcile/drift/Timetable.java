package dev.hostkeysync.reconcile.drift;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When a check is due by the calendar: the same moment for every replica, whenever it looks.
///
/// @param times empty = never
record Timetable(Optional<Times> times) {

    /// So long after its time a check is still made up for.
    static final Duration LATE = Duration.ofHours(6);

    /// @param daysOfWeek 1 = Sunday
    record Times(
            CronField seconds,
            CronField minutes,
            CronField hours,
            CronField daysOfMonth,
            CronField months,
            CronField daysOfWeek) {

        private boolean holdMinute(ZonedDateTime time) {
            return minutes.holds(time.getMinute())
                    && hours.holds(time.getHour())
                    && daysOfMonth.holds(time.getDayOfMonth())
                    && months.holds(time.getMonthValue())
                    && daysOfWeek.holds(time.getDayOfWeek().getValue() % 7 + 1);
        }
    }

    /// Six fields as Quartz and Quarkus write them: second, minute, hour, day of month, month, day
    /// of week; each `*`, `?`, numbers, names, ranges, steps and lists of them. `off` = never.
    ///
    /// @throws IllegalArgumentException when it is not that
    static Timetable parse(String text) {
        String cron = text.strip();
        if (cron.equals("off")) {
            return new Timetable(Optional.empty());
        }
        String[] fields = cron.split("\\s+", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("six fields are needed");
        }
        return new Timetable(
                Optional.of(
                        new Times(
                                CronField.parse(fields[0], 0, 59),
                                CronField.parse(fields[1], 0, 59),
                                CronField.parse(fields[2], 0, 23),
                                CronField.parse(fields[3], 1, 31),
                                CronField.parse(
                                        fields[4], 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                        "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
                                CronField.parse(
                                        fields[5], 1, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI",
                                        "SAT"))));
    }

    /// The last moment that was due, unless it is too long ago.
    Optional<Instant> due(Instant now) {
        return times.flatMap(one -> last(one, now.atZone(ZoneOffset.UTC)));
    }

    private static Optional<Instant> last(Times times, ZonedDateTime now) {
        ZonedDateTime minute = now.truncatedTo(ChronoUnit.MINUTES);
        int atMost = now.getSecond();
        for (long i = 0; i <= LATE.toMinutes(); i++, minute = minute.minusMinutes(1), atMost = 59) {
            if (times.holdMinute(minute)) {
                int second = times.seconds().lastUpTo(atMost);
                if (second >= 0) {
                    return Optional.of(minute.plusSeconds(second).toInstant());
                }
            }
        }
        return Optional.empty();
    }
}
