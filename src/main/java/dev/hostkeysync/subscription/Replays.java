package dev.hostkeysync.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The table `subscription_replay`: at most one for each subscription. Every method runs in the
/// caller's transaction.
@ApplicationScoped
class Replays {

    private static final RowMapper<Replay> ROW =
            (row, _) ->
                    new Replay(
                            row.getObject("subscription_id", UUID.class),
                            new Span(Rows.instant(row, "from_at"), Rows.instant(row, "to_at")),
                            Replay.Progress.valueOf(row.getString("state")),
                            Optional.ofNullable(row.getString("reason")),
                            row.getInt("queued"),
                            Rows.instant(row, "requested_at"),
                            row.getString("requested_by"));

    /// Asks for one; false when one is running.
    boolean request(Handle tx, UUID subscription, Span span, Instant now, String by) {
        return tx.execute(
                        """
                        INSERT INTO subscription_replay AS mine
                            (subscription_id, from_at, to_at, state, requested_at, requested_by)
                        VALUES (?, ?, ?, 'RUNNING', ?, ?)
                        ON CONFLICT (subscription_id) DO UPDATE SET from_at = excluded.from_at, to_at = excluded.to_at,
                            state = 'RUNNING', reason = NULL, queued = 0, requested_at = excluded.requested_at,
                            requested_by = excluded.requested_by, leased_until = '-infinity'
                        WHERE mine.state <> 'RUNNING'
                        """,
                        subscription,
                        Rows.time(span.from()),
                        Rows.time(span.to()),
                        Rows.time(now),
                        by)
                == 1;
    }

    List<Replay> of(Handle handle, Collection<UUID> subscriptions) {
        return handle.select(
                        "SELECT * FROM subscription_replay WHERE subscription_id = ANY (?)",
                        (Object) subscriptions.toArray(UUID[]::new))
                .map(ROW)
                .list();
    }

    /// Takes one that nobody works on, from its beginning.
    Optional<Replay> lease(Handle tx, Duration lease) {
        return tx.select(
                        """
                        UPDATE subscription_replay r SET leased_until = now() + make_interval(secs => ?), queued = 0
                        FROM (SELECT subscription_id FROM subscription_replay
                              WHERE state = 'RUNNING' AND leased_until <= now()
                              ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
                        WHERE r.subscription_id = due.subscription_id
                        RETURNING r.*
                        """,
                        (double) lease.toSeconds())
                .map(ROW)
                .findOne();
    }

    /// Goes on.
    ///
    /// @param more deliveries that came of it since
    /// @return false when it was taken back, or belongs to somebody else by now
    boolean progress(Handle tx, Replay replay, int more, Duration lease) {
        return tx.execute(
                        """
                        UPDATE subscription_replay SET queued = queued + ?, leased_until = now() + make_interval(secs => ?)
                        WHERE subscription_id = ? AND requested_at = ? AND state = 'RUNNING' AND leased_until > now()
                        """,
                        more,
                        (double) lease.toSeconds(),
                        replay.subscription(),
                        Rows.time(replay.requestedAt()))
                == 1;
    }

    void end(Handle tx, Replay replay, Replay.Progress progress, Optional<String> reason) {
        int _ =
                tx.execute(
                        """
                        UPDATE subscription_replay SET state = ?, reason = ?, leased_until = '-infinity'
                        WHERE subscription_id = ? AND requested_at = ? AND state = 'RUNNING'
                        """,
                        progress.name(),
                        reason.orElse(null),
                        replay.subscription(),
                        Rows.time(replay.requestedAt()));
    }

    /// Lets somebody else go on at once.
    void release(Handle tx, Replay replay) {
        int _ =
                tx.execute(
                        "UPDATE subscription_replay SET leased_until = '-infinity' WHERE subscription_id = ?"
                                + " AND requested_at = ?",
                        replay.subscription(),
                        Rows.time(replay.requestedAt()));
    }

    void prune(Handle tx) {
        int _ =
                tx.execute(
                        "DELETE FROM subscription_replay WHERE state <> 'RUNNING' AND requested_at < now() - interval '7 days'");
    }
}
