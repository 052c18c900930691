package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The list of work, read; nothing is locked.
@ApplicationScoped
public class SyncReader {

    /// Everybody the list knows, in the order of ids.
    ///
    /// @param after the last one seen; empty = from the beginning
    public List<UserId> all(Handle tx, Optional<UserId> after, int atMost) {
        return tx.select(
                        "SELECT user_id FROM sync_user WHERE user_id > ? ORDER BY user_id LIMIT ?",
                        value(after),
                        atMost)
                .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    /// Those for whom something is left to do, of one state, in the order of ids.
    ///
    /// @param state any but `DONE`
    public List<UserId> unfinished(Handle tx, SyncState state, Optional<UserId> after, int atMost) {
        // Written out, not bound: an index of some states only serves whom PostgreSQL knows to be
        // in
        // it, and a second condition would make it believe that there are few of them.
        return tx.select(
                        "SELECT user_id FROM sync_user WHERE state = '"
                                + state.name()
                                + "' AND user_id > ? ORDER BY user_id LIMIT ?",
                        value(after),
                        atMost)
                .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }

    /// How these users stand; whom the list does not know yet is missing.
    public Map<UserId, SyncStanding> of(Handle tx, Collection<UserId> users) {
        Map<UserId, SyncStanding> standings = new HashMap<>();
        UUID[] ids = users.stream().map(UserId::value).toArray(UUID[]::new);
        tx.select(
                        """
                        SELECT user_id, state, wanted, cause, reason, attempts, accepted_at, due_at, in_doubt_since,
                            batch_share, bulk, is_protected
                        FROM sync_user WHERE user_id = ANY (?)
                        """,
                        (Object) ids)
                .map((row, _) -> standing(row))
                .forEach(standing -> standings.put(standing.userId(), standing));
        return standings;
    }

    /// How many users the work behind has to wait for, counted up to a bound.
    public int behind(Handle tx, int atMost) {
        return tx.select(
                        """
                        SELECT count(*) FROM (SELECT 1 FROM sync_user
                            WHERE due_at <= now() AND batch_share IS NOT NULL ORDER BY due_at LIMIT ?) due
                        """,
                        atMost)
                .mapTo(Integer.class)
                .one();
    }

    private static SyncStanding standing(ResultSet row) throws SQLException {
        return new SyncStanding(
                new UserId(row.getObject("user_id", UUID.class)),
                SyncState.valueOf(row.getString("state")),
                Wanted.valueOf(row.getString("wanted")),
                row.getString("cause"),
                Optional.ofNullable(row.getString("reason")),
                row.getInt("attempts"),
                time(row, "accepted_at").orElseThrow(),
                time(row, "due_at"),
                time(row, "in_doubt_since"),
                SyncRowMapper.lane(row),
                row.getBoolean("is_protected"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static UUID value(Optional<UserId> after) {
        return after.map(UserId::value).orElse(new UUID(0, 0));
    }
}
