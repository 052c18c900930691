package dev.hostkeysync.zoom.limit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/// How much of Zoom's limits is ours.
public final class Limits {

    /// @param gap from one call to the next, in microseconds; at least 1
    /// @param perDay calls in a day (UTC); empty = no limit
    /// @param sameDay the classes whose calls count against that day, this one included
    record Limit(long gap, OptionalLong perDay, Set<RateClass> sameDay) {

        /// What batch work may have of it.
        Limit of(Priority.Batch batch) {
            BigDecimal share = BigDecimal.valueOf(batch.share());
            return new Limit(
                    BigDecimal.valueOf(gap).divide(share, 0, RoundingMode.CEILING).longValueExact(),
                    perDay.isPresent() ? part(perDay.getAsLong(), share) : perDay,
                    sameDay);
        }
    }

    private final Map<RateClass, Limit> limits = new EnumMap<>(RateClass.class);

    private Limits() {}

    /// Our share of what the plan allows.
    ///
    /// @param share more than 0, at most 1
    public static Limits of(Plan plan, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("the share must be more than 0 and at most 1");
        }
        BigDecimal part = BigDecimal.valueOf(share);
        Limits ours = new Limits();
        for (RateClass rateClass : RateClass.values()) {
            Rate rate = rateClass.on(plan);
            ours.limits.put(
                    rateClass,
                    new Limit(
                            gap(BigDecimal.valueOf(rate.calls()).multiply(part), rate.per()),
                            ofDay(rate, part),
                            rateClass.sameDayAs(plan)));
        }
        return ours;
    }

    /// The same pace for every class and no limit of the day: for tests, for benchmarks, and for
    /// accounts with which Zoom agreed on other limits.
    ///
    /// @param calls 1 to 1,000,000
    public static Limits perSecond(int calls) {
        if (calls < 1 || calls > 1_000_000) {
            throw new IllegalArgumentException("the pace must be 1 to 1000000 calls per second");
        }
        Limits flat = new Limits();
        long gap = gap(BigDecimal.valueOf(calls), Duration.ofSeconds(1));
        for (RateClass rateClass : RateClass.values()) {
            flat.limits.put(rateClass, new Limit(gap, OptionalLong.empty(), EnumSet.of(rateClass)));
        }
        return flat;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Limits that && limits.equals(that.limits);
    }

    @Override
    public int hashCode() {
        return limits.hashCode();
    }

    @Override
    public String toString() {
        return limits.toString();
    }

    /// What is ours of one class, at most.
    ///
    /// @param perDay calls in a day (UTC); empty = no limit
    public record Allowance(double perSecond, OptionalLong perDay) {}

    /// What whoever has this priority gets at most.
    public Allowance allowance(RateClass rateClass, Priority priority) {
        Limit limit =
                switch (priority) {
                    case Priority.Live _ -> on(rateClass);
                    case Priority.Batch batch -> on(rateClass).of(batch);
                };
        return new Allowance(1_000_000.0 / limit.gap(), limit.perDay());
    }

    Limit on(RateClass rateClass) {
        return Objects.requireNonNull(limits.get(rateClass));
    }

    // Rounded up: a slot may come a microsecond late, never early.
    private static long gap(BigDecimal calls, Duration per) {
        return BigDecimal.valueOf(per.toNanos() / 1_000)
                .divide(calls, 0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static OptionalLong ofDay(Rate rate, BigDecimal part) {
        return rate.perDay().isPresent()
                ? part(rate.perDay().getAsLong(), part)
                : OptionalLong.empty();
    }

    // At least one: a share so small that it allows no call at all would look like a fault of ours.
    private static OptionalLong part(long perDay, BigDecimal part) {
        return OptionalLong.of(Math.max(1, BigDecimal.valueOf(perDay).multiply(part).longValue()));
    }
}
