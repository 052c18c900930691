package dev.hostkeysync.reconcile.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `drift_check`. A check that is under way belongs to one holder, for as long as the
/// lease lasts; the lease is by the database's clock.
@ApplicationScoped
class DriftChecks {

    private static final JsonMapper JSON = new JsonMapper();

    private static final RowMapper<DriftCheck> ROW =
            (row, _) ->
                    new DriftCheck(
                            row.getObject("id", UUID.class),
                            Mode.valueOf(row.getString("mode")),
                            row.getBoolean("accept_shrunken_list"),
                            row.getString("requested_by"),
                            State.valueOf(row.getString("state")),
                            Optional.ofNullable(row.getString("reason")),
                            Optional.ofNullable(row.getObject("census_id", UUID.class)),
                            moment(row, "began_at").orElseThrow(),
                            moment(row, "ended_at"),
                            row.getInt("users"),
                            row.getInt("expected"),
                            Optional.ofNullable(row.getString("found")).map(DriftChecks::counts),
                            row.getInt("repaired"));

    /// @param scheduledFor the moment of the calendar; empty = on demand
    record Wish(
            Mode mode,
            boolean acceptShrunkenList,
            Optional<Instant> scheduledFor,
            String requestedBy) {}

    /// Makes one whose list is read next.
    ///
    /// @return false when one is under way, or there is one for that moment
    boolean add(Handle tx, UUID id, Wish wish, UUID census, Instant now) {
        return tx.execute(
                        """
                        INSERT INTO drift_check (id, mode, accept_shrunken_list, scheduled_for, requested_by, state,
                            census_id, began_at)
                        VALUES (?, ?, ?, ?, ?, 'READING', ?, ?) ON CONFLICT DO NOTHING
                        """,
                        id,
                        wish.mode().name(),
                        wish.acceptShrunkenList(),
                        wish.scheduledFor().map(DriftChecks::time).orElse(null),
                        wish.requestedBy(),
                        census,
                        time(now))
                == 1;
    }

    boolean isMade(Handle handle, Instant scheduledFor) {
        return handle.select(
                        "SELECT EXISTS (SELECT FROM drift_check WHERE scheduled_for = ?)",
                        time(scheduledFor))
                .mapTo(Boolean.class)
                .one();
    }

    Optional<DriftCheck> underWay(Handle handle) {
        return handle.select("SELECT * FROM drift_check WHERE ended_at IS NULL").map(ROW).findOne();
    }

    Optional<DriftCheck> find(Handle handle, UUID id) {
        return handle.select("SELECT * FROM drift_check WHERE id = ?", id).map(ROW).findOne();
    }

    /// The newest first.
    List<DriftCheck> list(Handle handle, int atMost) {
        return handle.select(
                        "SELECT * FROM drift_check ORDER BY began_at DESC, id DESC LIMIT ?", atMost)
                .map(ROW)
                .list();
    }

    /// The newest that came to its end, or of any state.
    Optional<DriftCheck> last(Handle handle, boolean done) {
        return handle.select(
                        "SELECT * FROM drift_check %s ORDER BY began_at DESC, id DESC LIMIT 1"
                                .formatted(done ? "WHERE state = 'DONE'" : ""))
                .map(ROW)
                .findOne();
    }

    /// Takes the one under way, if its time has come and nobody else has it.
    Optional<DriftCheck> lease(Handle tx, UUID holder, Duration lease) {
        return tx.select(
                        """
                        UPDATE drift_check SET holder = ?, leased_until = now() + make_interval(secs => ?)
                        WHERE id = (SELECT id FROM drift_check
                                    WHERE ended_at IS NULL AND due_at <= now() AND (leased_until <= now() OR holder = ?)
                                    FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """,
                        holder,
                        seconds(lease),
                        holder)
                .map(ROW)
                .findOne();
    }

    /// Locks it for the rest of the transaction and keeps the lease.
    ///
    /// @return empty when it is somebody else's by now, or has ended
    Optional<DriftCheck> hold(Handle tx, UUID id, UUID holder, Duration lease) {
        return tx.select(
                        """
                        UPDATE drift_check SET leased_until = now() + make_interval(secs => ?)
                        WHERE id = ? AND holder = ? AND ended_at IS NULL RETURNING *
                        """,
                        seconds(lease),
                        id,
                        holder)
                .map(ROW)
                .findOne();
    }

    void progress(Handle tx, UUID id, int users, int expected) {
        int _ =
                tx.execute(
                        "UPDATE drift_check SET users = ?, expected = ?, reason = NULL WHERE id = ?",
                        users,
                        expected,
                        id);
    }

    /// It goes on after the pause, here or elsewhere.
    void later(Handle tx, UUID id, Duration pause, @Nullable String reason) {
        int _ =
                tx.execute(
                        """
                        UPDATE drift_check SET due_at = now() + make_interval(secs => ?), reason = ?,
                            leased_until = '-infinity' WHERE id = ?
                        """,
                        seconds(pause),
                        reason,
                        id);
    }

    void release(Handle tx, UUID holder) {
        int _ =
                tx.execute(
                        "UPDATE drift_check SET leased_until = '-infinity' WHERE holder = ? AND ended_at IS NULL",
                        holder);
    }

    void compare(Handle tx, UUID id, int users, int expected) {
        int _ =
                tx.execute(
                        """
                        UPDATE drift_check SET state = 'COMPARING', users = ?, expected = ?, reason = NULL WHERE id = ?
                        """,
                        users,
                        expected,
                        id);
    }

    /// @param now when it ended; empty = it goes on with repairs
    void compared(Handle tx, UUID id, Map<Kind, Integer> found, Optional<Instant> now) {
        int _ =
                tx.execute(
                        """
                        UPDATE drift_check SET state = ?, found = ?, ended_at = ?, census_id = NULL, reason = NULL
                        WHERE id = ?
                        """,
                        (now.isPresent() ? State.DONE : State.REPAIRING).name(),
                        json(found),
                        now.map(DriftChecks::time).orElse(null),
                        id);
    }

    void repaired(Handle tx, UUID id, int more) {
        int _ =
                tx.execute(
                        "UPDATE drift_check SET repaired = repaired + ?, reason = NULL WHERE id = ?",
                        more,
                        id);
    }

    void end(Handle tx, UUID id, State state, Optional<String> reason, Instant now) {
        int _ =
                tx.execute(
                        """
                        UPDATE drift_check SET state = ?, reason = ?, ended_at = ?, census_id = NULL WHERE id = ?
                        """,
                        state.name(),
                        reason.orElse(null),
                        time(now),
                        id);
    }

    /// With their findings.
    int prune(Handle tx, Instant before) {
        return tx.execute(
                "DELETE FROM drift_check WHERE ended_at IS NOT NULL AND began_at < ?",
                time(before));
    }

    static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static String json(Map<Kind, Integer> found) {
        Map<String, Integer> words = new TreeMap<>();
        found.forEach((kind, count) -> words.put(kind.word(), count));
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts cannot be written", e);
        }
    }

    private static Map<String, Integer> counts(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, Integer>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts cannot be read", e);
        }
    }
}
