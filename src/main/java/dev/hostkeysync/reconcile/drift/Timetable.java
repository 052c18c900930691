package dev.hostkeysync.reconcile.drift;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// When a check is due by the calendar: the same moment for every replica, whenever it looks.
///
/// @param times empty = never
record Timetable(Optional<ExecutionTime> times) {

    /// So long after its time a check is still made up for.
    static final Duration LATE = Duration.ofHours(6);

    /// @throws IllegalArgumentException when it is not a cron expression
    static Timetable parse(String text) {
        return new Timetable(
                text.strip().equals("off")
                        ? Optional.empty()
                        : Optional.of(
                                ExecutionTime.forCron(
                                        new CronParser(
                                                        CronDefinitionBuilder.instanceDefinitionFor(
                                                                CronType.QUARTZ))
                                                .parse(text.strip()))));
    }

    /// The last moment that was due, unless it is too long ago.
    Optional<Instant> due(Instant now) {
        // The library tells what is before, and the moment itself is due too.
        return times.flatMap(one ->
                        one.lastExecution(
                                now.plus(1, ChronoUnit.SECONDS)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .atZone(ZoneOffset.UTC)))
                .map(moment -> moment.toInstant())
                .filter(moment -> !moment.isBefore(now.minus(LATE)));
    }
}
