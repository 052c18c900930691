package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The table `backfill`. Leases and pauses go by the database's clock.
@ApplicationScoped
class BackfillRows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SELECT =
            "SELECT *, extract(epoch FROM now() - sampled_at) AS sample_age FROM backfill ";

    /// Whoever holds one renews it every second: after so long it was killed. Less than users who
    /// are on their way keep the sync loop busy ([Outlook#window]).
    private static final Duration LEASE = Duration.ofSeconds(3);

    static final RowMapper<Backfill> ROW =
            (row, _) ->
                    new Backfill(
                            row.getObject("id", UUID.class),
                            moment(row, "created_at").orElseThrow(),
                            row.getString("created_by"),
                            row.getBoolean("dry_run"),
                            row.getBoolean("rotate"),
                            // Stored in single precision: as it was given.
                            Double.parseDouble(Float.toString(row.getFloat("batch_share"))),
                            read(Filter.class, row.getString("filter")),
                            BackfillState.valueOf(row.getString("state")),
                            Optional.ofNullable(row.getObject("census_id", UUID.class)),
                            row.getString("sorted_until"),
                            row.getInt("so_far"),
                            row.getInt("expected"),
                            row.getInt("unreadable"),
                            row.getInt("adopted"),
                            counts(row.getString("counts")),
                            row.getDouble("rate"),
                            Optional.ofNullable(row.getObject("sample_age"))
                                    .map(Object::toString)
                                    .map(Double::parseDouble)
                                    .map(seconds -> Duration.ofMillis((long) (seconds * 1000))),
                            row.getInt("sampled_done"),
                            Optional.ofNullable(row.getString("trouble")),
                            moment(row, "started_at"),
                            moment(row, "ended_at"));

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static Counts counts(String json) {
        return json.equals("{}") ? Counts.NONE : read(Counts.class, json);
    }

    private static <T> T read(Class<T> type, String json) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            // NB: no cause, Jackson quotes addresses.
            throw new IllegalStateException(
                    "a stored " + type.getSimpleName() + " is not readable");
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a " + value.getClass().getSimpleName() + " cannot be written");
        }
    }

    /// @return false when it is no dry run and another one is not finished
    boolean add(Handle tx, UUID id, Instant now, String by, BackfillRequest request, UUID census) {
        return tx.execute(
                        """
                        INSERT INTO backfill (id, created_at, created_by, dry_run, rotate, batch_share, filter, state,
                            census_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, 'LISTING', ?)
                        ON CONFLICT ((true)) WHERE NOT dry_run AND state IN ('LISTING', 'RUNNING', 'PAUSED') DO NOTHING
                        """,
                        id,
                        now.atOffset(ZoneOffset.UTC),
                        by,
                        request.dryRun(),
                        request.rotate(),
                        (float) request.batchShare(),
                        write(request.filter()),
                        census)
                == 1;
    }

    /// The one that is no dry run and not finished.
    Optional<Backfill> current(Handle handle) {
        return handle.select(
                        SELECT + "WHERE NOT dry_run AND state IN ('LISTING', 'RUNNING', 'PAUSED')")
                .map(ROW)
                .findOne();
    }

    int unfinishedDryRuns(Handle handle) {
        return handle.select(
                        "SELECT count(*) FROM backfill WHERE dry_run AND state IN ('LISTING', 'PAUSED')")
                .mapTo(Integer.class)
                .one();
    }

    Optional<Backfill> find(Handle handle, UUID id) {
        return handle.select(SELECT + "WHERE id = ?", id).map(ROW).findOne();
    }

    Optional<Backfill> lock(Handle tx, UUID id) {
        return tx.select(SELECT + "WHERE id = ? FOR UPDATE", id).map(ROW).findOne();
    }

    /// @param before only those older than this one; ids are in the order of time
    List<Backfill> page(Handle handle, Optional<UUID> before, int atMost) {
        return before.map(id ->
                        handle.select(SELECT + "WHERE id < ? ORDER BY id DESC LIMIT ?", id, atMost))
                .orElseGet(() -> handle.select(SELECT + "ORDER BY id DESC LIMIT ?", atMost))
                .map(ROW)
                .list();
    }

    /// Takes one whose time has come and on which no other replica works.
    ///
    /// @param listing one whose users are still to be found, rather than one on its way
    Optional<Backfill> lease(Handle tx, boolean listing, UUID owner) {
        return tx.select(
                        """
                        UPDATE backfill b SET owner = ?, leased_until = now() + make_interval(secs => ?)
                        FROM (SELECT id FROM backfill
                              WHERE due_at <= now() AND (state = 'LISTING') = ?
                                  AND (leased_until <= now() OR owner = ?)
                              ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
                        WHERE b.id = due.id
                        RETURNING b.*, extract(epoch FROM now() - sampled_at) AS sample_age
                        """,
                        owner,
                        (double) LEASE.toSeconds(),
                        listing,
                        owner)
                .map(ROW)
                .findOne();
    }

    /// Keeps the one whose users this replica is finding. Without effect once it is somebody
    /// else's.
    void renewListing(Handle tx, UUID owner) {
        int _ =
                tx.execute(
                        """
                        UPDATE backfill SET leased_until = now() + make_interval(secs => ?)
                        WHERE owner = ? AND state = 'LISTING'
                        """,
                        (double) LEASE.toSeconds(),
                        owner);
    }

    /// @param pause until somebody looks again; empty = nothing is left to do
    void next(Handle tx, UUID id, Optional<Duration> pause) {
        int _ =
                tx.execute(
                        """
                        UPDATE backfill SET due_at = now() + make_interval(secs => ?),
                            leased_until = now() + make_interval(secs => ?)
                        WHERE id = ?
                        """,
                        pause.map(time -> time.toMillis() / 1000.0).orElse(null),
                        (double) LEASE.toSeconds(),
                        id);
    }

    /// Locks it for as long as its list is read.
    ///
    /// @return false when it has moved on: it was cancelled or paused, or somebody else sorted it
    boolean lockListing(Handle tx, UUID id, UUID census) {
        return tx.select(
                        "SELECT id FROM backfill WHERE id = ? AND state = 'LISTING' AND census_id = ? FOR UPDATE",
                        id,
                        census)
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    void listed(Handle tx, UUID id, int soFar, int expected) {
        int _ =
                tx.execute(
                        "UPDATE backfill SET so_far = ?, expected = ?, trouble = NULL WHERE id = ?",
                        soFar,
                        expected,
                        id);
    }

    void trouble(Handle tx, UUID id, Optional<String> trouble) {
        int _ =
                tx.execute(
                        "UPDATE backfill SET trouble = ? WHERE id = ? AND trouble IS DISTINCT FROM ?",
                        trouble.orElse(null),
                        id,
                        trouble.orElse(null));
    }

    /// @param adopted more of them
    void sorted(Handle tx, UUID id, String until, int adopted, int users, int unreadable) {
        int _ =
                tx.execute(
                        """
                        UPDATE backfill SET sorted_until = ?, adopted = adopted + ?, so_far = ?, expected = ?,
                            unreadable = ?, trouble = NULL
                        WHERE id = ?
                        """,
                        until,
                        adopted,
                        users,
                        users,
                        unreadable,
                        id);
    }

    void counted(Handle tx, UUID id, Counts counts, double rate) {
        int _ =
                tx.execute(
                        """
                        UPDATE backfill SET counts = ?::jsonb, rate = ?, sampled_at = now(), sampled_done = ? WHERE id = ?
                        """,
                        write(counts),
                        rate,
                        counts.of(UserState.DONE),
                        id);
    }

    /// Moves on; what has ended says when. Whatever is left of it is looked at now.
    void move(Handle tx, UUID id, BackfillState to, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        int _ =
                tx.execute(
                        """
                        UPDATE backfill SET state = ?, trouble = NULL, due_at = now(),
                            started_at = CASE WHEN ? THEN coalesce(started_at, ?) ELSE started_at END,
                            ended_at = CASE WHEN ? THEN NULL ELSE ?::timestamptz END
                        WHERE id = ?
                        """,
                        to.name(),
                        to == BackfillState.RUNNING,
                        at,
                        to.isUnfinished(),
                        at,
                        id);
    }

    /// One that ended before, and whose users can still be told by name. Locks it.
    Optional<UUID> named(Handle tx, Instant before) {
        return tx.select(
                        """
                        SELECT id FROM backfill
                        WHERE state IN ('DONE', 'CANCELLED') AND ended_at < ? AND NOT nameless LIMIT 1 FOR UPDATE SKIP LOCKED
                        """,
                        before.atOffset(ZoneOffset.UTC))
                .mapTo(UUID.class)
                .findOne();
    }

    void nameless(Handle tx, UUID id) {
        int _ = tx.execute("UPDATE backfill SET nameless = true WHERE id = ?", id);
    }

    void withoutCensus(Handle tx, UUID id) {
        int _ = tx.execute("UPDATE backfill SET census_id = NULL WHERE id = ?", id);
    }

    /// @return how many there were
    int prune(Handle tx, Instant before) {
        return tx.execute(
                "DELETE FROM backfill WHERE state IN ('DONE', 'CANCELLED') AND due_at IS NULL AND ended_at < ?",
                before.atOffset(ZoneOffset.UTC));
    }
}
