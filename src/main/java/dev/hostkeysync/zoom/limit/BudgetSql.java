package dev.hostkeysync.zoom.limit;

import dev.hostkeysync.zoom.limit.Limits.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The statements behind [Budget], on the table `zoom_budget`. Every duration is in microseconds,
/// which is what PostgreSQL counts in.
final class BudgetSql {

    /// @param slots how many were granted; 0 = none
    /// @param ahead from now to the first free slot of the pace
    /// @param free from now to the first slot that the caller may have: later than `ahead` where
    ///   the lane of batch work is behind the pace
    /// @param heldFor 0 or less = not held
    /// @param dayLeft calls that were left of the day before this one
    /// @param batchDayLeft the same of the share of batch work
    /// @param dayLasts from now to the next 00:00 UTC
    record Taken(
            long slots,
            long ahead,
            long free,
            long heldFor,
            Optional<String> heldReason,
            long dayLeft,
            long batchDayLeft,
            long dayLasts) {}

    /// @param batchToday of the calls of today those of batch work
    /// @param usedInLastMinute estimated: what falls into the last 60 s of the minute before is
    ///   taken as spread evenly over it
    record Level(
            RateClass rateClass,
            long heldFor,
            Optional<String> heldReason,
            long usedToday,
            long batchToday,
            double usedInLastMinute,
            long dayLasts) {}

    // 1. Lock the classes that share the day, in one order, so that two replicas cannot wait for
    //    each other. 2. Only then read the clock: read before, it would be stale by the wait.
    // 3. Reckon. 4. Write, if there is something to write. A locked row is read in its newest
    //    version (READ COMMITTED), so nothing is granted twice.
    private static final String TAKE =
            """
            WITH pool AS MATERIALIZED (
                SELECT * FROM zoom_budget WHERE rate_class = ANY (:same_day) ORDER BY rate_class FOR UPDATE
            ), clock AS MATERIALIZED (
                SELECT {now} AS now, count(*) AS locked FROM pool
            ), asked AS MATERIALIZED (
                SELECT now,
                       (now AT TIME ZONE 'UTC')::date AS today,
                       date_trunc('minute', now) AS this_minute,
                       greatest(next_slot_at, now) AS first,
                       CASE WHEN :batch THEN greatest(batch_slot_at, now) ELSE now END AS lane,
                       held_until, held_reason, minute, used_minute, used_minute_before,
                       (SELECT coalesce(sum(used_today), 0) FROM pool
                        WHERE day = (now AT TIME ZONE 'UTC')::date) AS used_today,
                       (SELECT coalesce(sum(batch_today), 0) FROM pool
                        WHERE day = (now AT TIME ZONE 'UTC')::date) AS batch_today
                FROM pool, clock WHERE rate_class = :class
            ), granted AS MATERIALIZED (
                SELECT *, CASE WHEN held_until > now THEN 0 ELSE greatest(0, least(
                    :wanted,
                    :per_day - used_today,
                    1 + floor((:horizon - 1000000 * extract(epoch FROM first - now)) / :gap),
                    -- least() passes over NULL.
                    CASE WHEN :batch THEN :batch_per_day - batch_today END,
                    CASE WHEN :batch THEN
                        1 + floor((:horizon - 1000000 * extract(epoch FROM lane - now)) / :batch_gap)
                        END))::bigint
                    END AS slots
                FROM asked
            ), written AS (
                UPDATE zoom_budget AS mine SET
                    next_slot_at = first + slots * :gap * interval '1 microsecond',
                    batch_slot_at = CASE WHEN :batch
                        THEN lane + slots * :batch_gap * interval '1 microsecond'
                        ELSE mine.batch_slot_at END,
                    batch_today = CASE WHEN mine.day = today THEN mine.batch_today ELSE 0 END
                        + CASE WHEN :batch THEN slots ELSE 0 END,
                    day = today,
                    used_today = CASE WHEN mine.day = today THEN mine.used_today ELSE 0 END + slots,
                    minute = this_minute,
                    used_minute = slots
                        + CASE WHEN granted.minute = this_minute THEN granted.used_minute ELSE 0 END,
                    used_minute_before = CASE
                        WHEN granted.minute = this_minute THEN granted.used_minute_before
                        WHEN granted.minute = this_minute - interval '1 minute' THEN granted.used_minute
                        ELSE 0 END
                FROM granted WHERE mine.rate_class = :class AND slots > 0
            )
            SELECT slots,
                   1000000 * extract(epoch FROM first - now) AS ahead,
                   1000000 * extract(epoch FROM greatest(first, lane) - now) AS free,
                   CASE WHEN held_until > now
                       THEN 1000000 * extract(epoch FROM held_until - now) ELSE 0 END AS held_for,
                   held_reason,
                   :per_day - used_today AS day_left,
                   :batch_per_day - batch_today AS batch_day_left,
                   -- A slot forgotten in a crash is not worth a wait for the disk.
                   set_config('synchronous_commit', 'off', true),
                   1000000 * extract(epoch FROM
                       date_trunc('day', now, 'UTC') + interval '24 hours' - now) AS day_lasts
            FROM granted
            """;

    private static final String HOLD =
            """
            WITH held AS MATERIALIZED (
                SELECT rate_class FROM zoom_budget WHERE rate_class = ANY (:classes)
                ORDER BY rate_class FOR UPDATE
            ), clock AS MATERIALIZED (
                SELECT {now} + :time * interval '1 microsecond' AS until, count(*) AS locked FROM held
            )
            UPDATE zoom_budget AS mine SET held_until = clock.until, held_reason = :reason
            FROM clock, held WHERE mine.rate_class = held.rate_class AND mine.held_until < clock.until
            """;

    private static final String RELEASE =
            """
            WITH held AS MATERIALIZED (
                SELECT rate_class FROM zoom_budget WHERE rate_class = ANY (:classes)
                ORDER BY rate_class FOR UPDATE
            )
            UPDATE zoom_budget AS mine SET held_until = '-infinity', held_reason = NULL
            FROM held WHERE mine.rate_class = held.rate_class
            """;

    private static final String LEVELS =
            """
            SELECT rate_class,
                   CASE WHEN held_until > now
                       THEN 1000000 * extract(epoch FROM held_until - now) ELSE 0 END AS held_for,
                   held_reason,
                   CASE WHEN day = (now AT TIME ZONE 'UTC')::date THEN used_today ELSE 0 END AS used_today,
                   CASE WHEN day = (now AT TIME ZONE 'UTC')::date THEN batch_today ELSE 0 END AS batch_today,
                   CASE WHEN minute = this THEN used_minute ELSE 0 END
                       + (60 - extract(epoch FROM now - this)) / 60 * CASE
                           WHEN minute = this THEN used_minute_before
                           WHEN minute = this - interval '1 minute' THEN used_minute
                           ELSE 0 END AS used_in_last_minute,
                   1000000 * extract(epoch FROM
                       date_trunc('day', now, 'UTC') + interval '24 hours' - now) AS day_lasts
            FROM zoom_budget,
                 (SELECT now, date_trunc('minute', now) AS this FROM (SELECT {now} AS now) AS c) AS clock
            """;

    private final String take;
    private final String hold;
    private final String levels;

    BudgetSql(String now) {
        this.take = TAKE.replace("{now}", now);
        this.hold = HOLD.replace("{now}", now);
        this.levels = LEVELS.replace("{now}", now);
    }

    /// @param batch the part of the limit that batch work may have; empty = a live call
    Taken take(
            Handle tx,
            RateClass rateClass,
            int wanted,
            long horizon,
            Limit limit,
            Optional<Limit> batch) {
        return tx.createQuery(take)
                .bind("class", rateClass.name())
                .bindArray("same_day", String.class, names(limit.sameDay()))
                .bind("wanted", wanted)
                .bind("per_day", limit.perDay().orElse(Long.MAX_VALUE))
                .bind("horizon", horizon)
                .bind("gap", limit.gap())
                .bind("batch", batch.isPresent())
                .bind("batch_gap", batch.map(Limit::gap).orElse(1L))
                .bind("batch_per_day", batch.orElse(limit).perDay().orElse(Long.MAX_VALUE))
                .map((row, _) ->
                        new Taken(
                                row.getLong("slots"),
                                row.getLong("ahead"),
                                row.getLong("free"),
                                row.getLong("held_for"),
                                heldReason(row),
                                row.getLong("day_left"),
                                row.getLong("batch_day_left"),
                                row.getLong("day_lasts")))
                .findOne()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "zoom_budget has no row for "
                                        + rateClass
                                        + ": a migration puts it there; put it back"));
    }

    void hold(Handle tx, Set<RateClass> classes, long time, String reason) {
        int _ =
                tx.createUpdate(hold)
                        .bindArray("classes", String.class, names(classes))
                        .bind("time", time)
                        .bind("reason", reason)
                        .execute();
    }

    void release(Handle tx, Set<RateClass> classes) {
        int _ =
                tx.createUpdate(RELEASE)
                        .bindArray("classes", String.class, names(classes))
                        .execute();
    }

    Map<RateClass, Level> levels(Handle tx) {
        Map<RateClass, Level> all = new EnumMap<>(RateClass.class);
        tx.createQuery(levels)
                .map((row, _) ->
                        new Level(
                                RateClass.valueOf(row.getString("rate_class")),
                                row.getLong("held_for"),
                                heldReason(row),
                                row.getLong("used_today"),
                                row.getLong("batch_today"),
                                row.getDouble("used_in_last_minute"),
                                row.getLong("day_lasts")))
                .forEach(level -> all.put(level.rateClass(), level));
        return all;
    }

    private static Optional<String> heldReason(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("held_reason"));
    }

    private static Object[] names(Collection<RateClass> classes) {
        return classes.stream().map(RateClass::name).toArray();
    }
}
