package dev.hostkeysync.zoomsim;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Enforces the [Plan]. A refused call does not count against the limit.
final class RateLimits {

    private record Day(LocalDate date, int calls) {}

    private final Supplier<SimulatorOptions> options;
    private final InstantSource clock;
    private final Map<RateLabel, SecondWindow> seconds = new EnumMap<>(RateLabel.class);
    private final Map<RateLabel, Day> days = new EnumMap<>(RateLabel.class);

    RateLimits(Supplier<SimulatorOptions> options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    /// Counts the call, or answers it with 429.
    synchronized Optional<Answer> refuse(RateLabel label) {
        Plan plan = options.get().plan();
        Instant now = clock.instant();

        OptionalInt perDay = plan.perDay(label);
        int today = callsToday(label, now);
        if (perDay.isPresent() && today >= perDay.getAsInt()) {
            return Optional.of(Throttling.daily(label, perDay.getAsInt(), now));
        }

        OptionalInt perSecond = plan.perSecond(label);
        SecondWindow second = seconds.computeIfAbsent(label, _ -> new SecondWindow());
        if (perSecond.isPresent()
                && second.count(options.get().window(), now) >= perSecond.getAsInt()) {
            return Optional.of(Throttling.perSecond(label, perSecond.getAsInt()));
        }

        days.put(label, new Day(dateOf(now), today + 1));
        if (perSecond.isPresent()) {
            second.add(now);
        }
        return Optional.empty();
    }

    private int callsToday(RateLabel label, Instant now) {
        Day day = days.get(label);
        return day != null && day.date().equals(dateOf(now)) ? day.calls() : 0;
    }

    private static LocalDate dateOf(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    synchronized void reset() {
        seconds.clear();
        days.clear();
    }
}
