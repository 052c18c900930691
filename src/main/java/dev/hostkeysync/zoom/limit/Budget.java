package dev.hostkeysync.zoom.limit;

import dev.hostkeysync.zoom.limit.Limits.Limit;
import dev.hostkeysync.zoom.limit.Reservation.Full;
import dev.hostkeysync.zoom.limit.Reservation.Granted;
import dev.hostkeysync.zoom.limit.Reservation.Held;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;

/// The pace of our calls to Zoom, shared by all replicas through one row per rate class.
///
/// It is the generic cell rate algorithm (ITU-T I.371) with a burst of one: slots lie 1 / (limit ×
/// share) apart, and a slot that nobody took in time is lost, not saved up. So there is no second
/// in which we send more than our share, and a caller that wants all of it asks ahead: its horizon
/// must be longer than the time it needs to come back for more.
///
/// Slots are placed on PostgreSQL's clock alone; a replica is told how long to wait, and counts
/// that from the moment the answer arrived. PostgreSQL looked at its clock before that moment, so a
/// call may be late by the way of the answer but never early. Who is later than that takes another
/// slot: see [Pace].
///
/// Batch work moves in a lane of its own, which is slower than the pace by its share and looks
/// ahead a quarter of a second only: so much, and one gap, is what a live call waits for it. Where
/// live calls have taken more than that ahead, batch work waits until they are through.
///
/// A hold stops all replicas from taking slots. Those already taken may still be used, one
/// horizon's worth at most: keep the horizon short (a second is plenty).
public final class Budget {

    private static final String CLOCK = "clock_timestamp()";

    /// Long enough that batch work comes back for more before its slots are used, short enough that
    /// nobody notices the wait behind it.
    static final Duration BATCH_HORIZON = Duration.ofMillis(250);

    private static final Duration LEAST_TOLERANCE = Duration.ofMillis(10);

    private static final Duration FASTEST = Duration.ofMillis(1);

    private final Jdbi jdbi;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final BudgetSql sql;

    /// @param nanoTime `System::nanoTime`
    public Budget(Jdbi jdbi, Limits limits, LongSupplier nanoTime) {
        this(jdbi, limits, nanoTime, CLOCK);
    }

    /// @param now the SQL expression that tells the time
    Budget(Jdbi jdbi, Limits limits, LongSupplier nanoTime, String now) {
        this.jdbi = jdbi;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.sql = new BudgetSql(now);
    }

    /// Takes up to `wanted` slots in one statement, none of them later than `horizon` from now.
    ///
    /// A slot counts towards the day it was taken in: of a horizon that spans midnight (UTC) a few
    /// calls may fall on the next day.
    ///
    /// @param wanted 1 or more
    /// @param horizon zero or more; with zero a slot is granted only if it is free right now
    public Reservation reserve(RateClass rateClass, int wanted, Duration horizon) {
        return reserve(rateClass, wanted, micros(horizon), Optional.empty());
    }

    /// The same for who may not take every slot. Batch work looks ahead a quarter of a second at
    /// most.
    public Reservation reserve(
            RateClass rateClass, Priority priority, int wanted, Duration horizon) {
        return switch (priority) {
            case Priority.Live _ -> reserve(rateClass, wanted, horizon);
            case Priority.Batch batch ->
                    reserve(
                            rateClass,
                            wanted,
                            Math.min(micros(horizon), micros(BATCH_HORIZON)),
                            Optional.of(limits.on(rateClass).of(batch)));
        };
    }

    private Reservation reserve(
            RateClass rateClass, int wanted, long horizon, Optional<Limit> batch) {
        if (wanted < 1 || horizon < 0) {
            throw new IllegalArgumentException("nothing to reserve");
        }
        Limit limit = limits.on(rateClass);
        BudgetSql.Taken taken =
                jdbi.withHandle(tx -> sql.take(tx, rateClass, wanted, horizon, limit, batch));
        long answered = nanoTime.getAsLong();
        if (taken.slots() > 0) {
            return new Granted(
                    LongStream.range(0, taken.slots())
                            .map(slot -> taken.ahead() + slot * limit.gap())
                            .mapToObj(micros -> new Slot(answered + micros * 1_000, goodFor(limit)))
                            .toList());
        }
        return hold(taken.heldFor(), taken.heldReason(), dayUsed(taken), taken.dayLasts())
                .<Reservation>map(Held::new)
                .orElseGet(() -> new Full(ofMicros(taken.free() - horizon)));
    }

    private static Optional<String> dayUsed(BudgetSql.Taken taken) {
        if (taken.dayLeft() < 1) {
            return Optional.of(Hold.DAY_USED);
        }
        return taken.batchDayLeft() < 1 ? Optional.of(Hold.BATCH_DAY_USED) : Optional.empty();
    }

    /// Stops every replica from taking slots of this class, for at least `time` from now: a hold
    /// that lasts longer stays as it is. Zero or less does nothing.
    ///
    /// @param reason short, safe to show; becomes a metric's label, so take it from a small set
    public void hold(RateClass rateClass, Duration time, String reason) {
        hold(EnumSet.of(rateClass), time, reason);
    }

    /// The same for every class: when the account as a whole is refused.
    public void holdAll(Duration time, String reason) {
        hold(EnumSet.allOf(RateClass.class), time, reason);
    }

    private void hold(Set<RateClass> classes, Duration time, String reason) {
        if (time.isPositive()) {
            jdbi.useHandle(tx -> sql.hold(tx, classes, micros(time), reason));
        }
    }

    /// Ends the hold of this class, if there is one. The used-up day stays used up.
    public void release(RateClass rateClass) {
        jdbi.useHandle(tx -> sql.release(tx, EnumSet.of(rateClass)));
    }

    /// Ends every hold: when an operator has put the account right.
    public void releaseAll() {
        jdbi.useHandle(tx -> sql.release(tx, EnumSet.allOf(RateClass.class)));
    }

    /// Why nobody may call now; empty while calls may be made.
    public Optional<Hold> heldNow(RateClass rateClass) {
        return usage(rateClass).hold();
    }

    /// Why nobody of this priority may call now; empty while they may. The day of batch work is
    /// used up before that of live calls.
    public Optional<Hold> heldNow(RateClass rateClass, Priority priority) {
        Optional<Limit> batch =
                switch (priority) {
                    case Priority.Live _ -> Optional.empty();
                    case Priority.Batch share -> Optional.of(limits.on(rateClass).of(share));
                };
        return hold(rateClass, jdbi.withHandle(sql::levels), batch);
    }

    /// How much of one class is used, and whether it is held.
    public Usage usage(RateClass rateClass) {
        return Objects.requireNonNull(usage().get(rateClass));
    }

    /// The same for each class, in one query.
    public Map<RateClass, Usage> usage() {
        Map<RateClass, BudgetSql.Level> levels = jdbi.withHandle(sql::levels);
        Map<RateClass, Usage> usage = new EnumMap<>(RateClass.class);
        levels.forEach((rateClass, level) -> usage.put(rateClass, usage(rateClass, levels)));
        return usage;
    }

    private Usage usage(RateClass rateClass, Map<RateClass, BudgetSql.Level> levels) {
        Limit limit = limits.on(rateClass);
        BudgetSql.Level level = Objects.requireNonNull(levels.get(rateClass));
        long used = sum(limit, levels, BudgetSql.Level::usedToday);
        return new Usage(
                level.usedInLastMinute() * limit.gap() / 60_000_000.0,
                limit.perDay().isPresent() ? (double) used / limit.perDay().getAsLong() : 0,
                hold(rateClass, levels, Optional.empty()));
    }

    /// @param batch the part of the limit that batch work may have; empty = for a live call
    private Optional<Hold> hold(
            RateClass rateClass, Map<RateClass, BudgetSql.Level> levels, Optional<Limit> batch) {
        BudgetSql.Level level = Objects.requireNonNull(levels.get(rateClass));
        Optional<String> dayUsed =
                isUsed(limits.on(rateClass), levels, BudgetSql.Level::usedToday)
                        ? Optional.of(Hold.DAY_USED)
                        : batch.filter(share -> isUsed(share, levels, BudgetSql.Level::batchToday))
                                .map(_ -> Hold.BATCH_DAY_USED);
        return hold(level.heldFor(), level.heldReason(), dayUsed, level.dayLasts());
    }

    private static boolean isUsed(
            Limit limit,
            Map<RateClass, BudgetSql.Level> levels,
            ToLongFunction<BudgetSql.Level> calls) {
        return limit.perDay().isPresent()
                && sum(limit, levels, calls) >= limit.perDay().getAsLong();
    }

    private static long sum(
            Limit limit,
            Map<RateClass, BudgetSql.Level> levels,
            ToLongFunction<BudgetSql.Level> calls) {
        return levels.values().stream()
                .filter(level -> limit.sameDay().contains(level.rateClass()))
                .mapToLong(calls)
                .sum();
    }

    private static Optional<Hold> hold(
            long heldFor, Optional<String> reason, Optional<String> dayUsed, long dayLasts) {
        if (dayUsed.isPresent() && dayLasts > heldFor) {
            return Optional.of(new Hold(ofMicros(dayLasts), dayUsed.get()));
        }
        return heldFor > 0
                ? Optional.of(new Hold(ofMicros(heldFor), reason.orElse("held")))
                : Optional.empty();
    }

    // Late by one gap at most, so that no second has more than one call too many. Threads do not
    // wake up to the millisecond: a gap shorter than that could never be met. None of Zoom's limits
    // is as high as a thousand calls per second; where somebody sets such a pace, what counts is
    // that the calls are made.
    private static long goodFor(Limit limit) {
        long gap = limit.gap() * 1_000;
        return gap < FASTEST.toNanos()
                ? Duration.ofSeconds(1).toNanos()
                : Math.max(gap, LEAST_TOLERANCE.toNanos());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    private static Duration ofMicros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }
}
