package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `sync_user`. All times in it are the database's, so that the clocks of replicas do not
/// matter.
@ApplicationScoped
class SyncList {

    /// Bounds a look at the work behind.
    private static final int LOOKED_AT = 5000;

    private static final RowMapper<SyncRow> ROW = new SyncRowMapper();

    /// Locks the rows of these users, in one order for everybody, and makes those that are missing.
    Map<UserId, SyncRow> lockAll(Handle tx, Collection<UserId> users) {
        UUID[] ids = UserId.values(users);
        int _ =
                tx.execute(
                        "INSERT INTO sync_user (user_id) SELECT unnest(?::uuid[]) AS id ORDER BY id"
                                + " ON CONFLICT DO NOTHING",
                        (Object) ids);
        return lockPresent(tx, users);
    }

    /// Locks the rows of those users who have one, in one order for everybody.
    Map<UserId, SyncRow> lockPresent(Handle tx, Collection<UserId> users) {
        Map<UserId, SyncRow> rows = new HashMap<>();
        tx.select(
                        "SELECT "
                                + SyncRowMapper.COLUMNS
                                + " FROM sync_user WHERE user_id = ANY (?) ORDER BY user_id FOR UPDATE",
                        (Object) UserId.values(users))
                .map(ROW)
                .forEach(row -> rows.put(row.userId(), row));
        return rows;
    }

    Optional<SyncRow> lock(Handle tx, UserId user) {
        return tx.select(
                        "SELECT "
                                + SyncRowMapper.COLUMNS
                                + " FROM sync_user WHERE user_id = ? FOR UPDATE",
                        user.value())
                .map(ROW)
                .findOne();
    }

    /// Remembers what is wanted, and marks users: the loop shall look at them now. A marked user in
    /// doubt stays so, and keeps the digits; the work of the others stays as it is.
    ///
    /// All rows are there, so nothing is inserted: it is the one form of an update of many rows
    /// that PostgreSQL cannot turn into a walk through the table.
    void remember(Handle tx, Collection<SyncRow> rows, Collection<UserId> marked) {
        if (rows.isEmpty()) {
            return;
        }
        String sql =
                """
                INSERT INTO sync_user AS mine (user_id, applied_version, wanted, cause, accepted_at, state, due_at,
                    batch_share, bulk, traceparent)
                SELECT user_id, version, wanted, cause, accepted_at::timestamptz,
                       CASE WHEN marked THEN 'DUE' ELSE 'DONE' END, CASE WHEN marked THEN now() END, share, bulk, trace
                FROM unnest(:users, :versions, :wanted, :causes, :accepted, :marked, :shares, :bulk,
                    :traces) AS seen (user_id, version, wanted, cause, accepted_at, marked, share, bulk, trace)
                ON CONFLICT (user_id) DO UPDATE
                SET applied_version = excluded.applied_version, wanted = excluded.wanted, cause = excluded.cause,
                    accepted_at = excluded.accepted_at, batch_share = excluded.batch_share, bulk = excluded.bulk,
                    traceparent = excluded.traceparent,
                    state = CASE WHEN excluded.due_at IS NULL OR mine.state = 'IN_DOUBT'
                        THEN mine.state ELSE 'DUE' END,
                    due_at = coalesce(excluded.due_at, mine.due_at),
                    attempts = CASE WHEN excluded.due_at IS NULL THEN mine.attempts ELSE 0 END,
                    refusals = CASE WHEN excluded.due_at IS NULL THEN mine.refusals ELSE 0 END,
                    reason = CASE WHEN excluded.due_at IS NULL THEN mine.reason END
                """;
        int _ =
                tx.createUpdate(sql)
                        .bindArray("users", UUID.class, of(rows, row -> row.userId().value()))
                        .bindArray("versions", Long.class, of(rows, SyncRow::appliedVersion))
                        .bindArray("wanted", String.class, of(rows, row -> row.wanted().name()))
                        .bindArray("causes", String.class, of(rows, SyncRow::cause))
                        .bindArray(
                                "accepted",
                                String.class,
                                of(rows, row -> row.acceptedAt().toString()))
                        .bindArray(
                                "marked",
                                Boolean.class,
                                of(rows, row -> marked.contains(row.userId())))
                        .bindArray(
                                "shares",
                                Float.class,
                                of(
                                        rows,
                                        row ->
                                                row.lane()
                                                        .share()
                                                        .map(Double::floatValue)
                                                        .orElse(null)))
                        .bindArray("bulk", Boolean.class, of(rows, row -> row.lane().bulk()))
                        .bindArray(
                                "traces",
                                String.class,
                                of(rows, row -> row.trace().map(TraceParent::header).orElse(null)))
                        .execute();
    }

    private static <T extends @Nullable Object> List<T> of(
            Collection<SyncRow> rows, Function<SyncRow, T> column) {
        return rows.stream().map(column).toList();
    }

    /// How many users with live work could be leased now, counted up to a bound.
    int due(Handle handle, int atMost) {
        return count(handle, "leased_until <= now() AND batch_share IS NULL", atMost);
    }

    /// How many users wait behind live work for what is not marked as bulk, leased or not, counted
    /// up to a bound.
    int loudBehind(Handle handle, int atMost) {
        return count(handle, "batch_share IS NOT NULL AND NOT bulk", atMost);
    }

    /// In order, for the sake of the index: without one PostgreSQL reads the table, in the hope of
    /// finding enough at its beginning.
    private static int count(Handle handle, String condition, int atMost) {
        return handle.select(
                        """
                        SELECT count(*) FROM (SELECT 1 FROM sync_user
                            WHERE due_at <= now() AND %s
                            ORDER BY due_at LIMIT ?) due
                        """
                                .formatted(condition),
                        atMost)
                .mapTo(Integer.class)
                .one();
    }

    /// Of the work behind, what could be leased now: those of the largest share alone, see [Lane].
    ///
    /// @return empty when there is none
    Optional<Batch> dueBatch(Handle handle, int atMost) {
        return handle.select(
                        """
                        WITH due AS MATERIALIZED (SELECT batch_share FROM sync_user
                            WHERE due_at <= now() AND leased_until <= now() AND batch_share IS NOT NULL
                            ORDER BY due_at LIMIT ?)
                        SELECT least(count(*), ?), batch_share FROM due
                        GROUP BY batch_share ORDER BY batch_share DESC LIMIT 1
                        """,
                        LOOKED_AT,
                        atMost)
                .map((row, _) -> new Batch(row.getInt(1), row.getDouble(2)))
                .findOne();
    }

    /// @param share that each of them was given
    record Batch(int users, double share) {}

    /// Takes users whose time has come, for as long as the lease lasts. Nobody else gets them until
    /// then.
    ///
    /// @param share those of the work behind that were given it; empty = the live ones
    List<SyncRow> lease(Handle tx, Optional<Double> share, int atMost, Duration lease) {
        return tx.select(
                        """
                        UPDATE sync_user s SET leased_until = now() + make_interval(secs => ?)
                        FROM (SELECT user_id FROM sync_user
                              WHERE due_at <= now() AND leased_until <= now() AND batch_share %s
                              ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED) due
                        WHERE s.user_id = due.user_id
                        RETURNING s.user_id, applied_version, wanted, cause, traceparent, state, attempts, refusals,
                            accepted_at, batch_share, bulk, is_protected, held_in
                        """
                                .formatted(
                                        share.map(part -> "= " + part + "::real")
                                                .orElse("IS NULL")),
                        lease.toMillis() / 1000.0,
                        atMost)
                .map(ROW)
                .list();
    }

    /// Takes these users for as long as the lease lasts, whether or not they are due. Their rows
    /// are locked, and nobody works on them.
    void lease(Handle tx, Collection<UserId> users, Duration lease) {
        int _ =
                tx.execute(
                        "UPDATE sync_user SET leased_until = now() + make_interval(secs => ?)"
                                + " WHERE user_id = ANY (?)",
                        lease.toMillis() / 1000.0,
                        UserId.values(users));
    }

    /// These users' work is done.
    void done(Handle tx, Collection<UserId> users) {
        if (users.isEmpty()) {
            return;
        }
        int _ =
                tx.execute(
                        """
                        UPDATE sync_user SET state = 'DONE', due_at = NULL, reason = NULL, attempts = 0, refusals = 0,
                            in_doubt_since = NULL, leased_until = '-infinity', batch_share = NULL, bulk = false,
                            traceparent = NULL
                        WHERE user_id = ANY (?)
                        """,
                        (Object) UserId.values(users));
    }

    /// Which of these users somebody works on now.
    Set<UserId> leased(Handle tx, Collection<UserId> users) {
        return which(tx, "leased_until > now()", users);
    }

    /// The user's turn comes again after the pause; the lease ends.
    void postpone(
            Handle tx, SyncRow row, SyncState state, Optional<String> reason, Duration pause) {
        StepLog.postponed(tx, row, state, reason);
        int _ =
                tx.execute(
                        """
                        UPDATE sync_user SET state = ?, reason = ?, attempts = ?, refusals = ?,
                            in_doubt_since = CASE ? WHEN 'IN_DOUBT' THEN coalesce(in_doubt_since, now()) END,
                            due_at = now() + make_interval(secs => ?), leased_until = '-infinity'
                        WHERE user_id = ?
                        """,
                        state.name(),
                        reason.orElse(null),
                        row.attempts(),
                        row.refusals(),
                        state.name(),
                        pause.toMillis() / 1000.0,
                        row.userId().value());
    }

    /// Gives leased users back untouched.
    void release(Handle tx, Collection<UserId> users) {
        if (users.isEmpty()) {
            return;
        }
        int _ =
                tx.execute(
                        "UPDATE sync_user SET leased_until = '-infinity' WHERE user_id = ANY (?)",
                        (Object) UserId.values(users));
    }

    /// Which of these users an operator took out of everything.
    Set<UserId> protectedOf(Handle tx, Collection<UserId> users) {
        return which(tx, "is_protected", users);
    }

    void protect(Handle tx, UserId user, boolean on) {
        int _ =
                tx.execute(
                        "UPDATE sync_user SET is_protected = ? WHERE user_id = ?",
                        on,
                        user.value());
    }

    /// These users are in this hold now, or in none.
    void hold(Handle tx, Collection<UserId> users, Optional<UUID> hold) {
        int _ =
                tx.createUpdate(
                                "UPDATE sync_user SET held_in = CAST(:hold AS uuid) WHERE user_id = ANY (:users)")
                        .bindByType("hold", hold.orElse(null), UUID.class)
                        .bindArray("users", UUID.class, (Object[]) UserId.values(users))
                        .execute();
    }

    private static Set<UserId> which(Handle tx, String condition, Collection<UserId> users) {
        return new HashSet<>(
                tx.select(
                                "SELECT user_id FROM sync_user WHERE user_id = ANY (?) AND "
                                        + condition,
                                (Object) UserId.values(users))
                        .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                        .list());
    }
}
