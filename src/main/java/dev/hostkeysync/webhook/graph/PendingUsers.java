package dev.hostkeysync.webhook.graph;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The table `graph_pending`: users that must be read from Graph.
@ApplicationScoped
class PendingUsers {

    /// One of them, taken for this process.
    ///
    /// @param notices how many there were when it was taken
    /// @param deleted Graph said that the user is gone for good
    /// @param attempts how many looks in a row failed since the last notice
    /// @param doubts how many looks since the last notice may have been out of date
    record Row(ObjectId user, long notices, boolean deleted, int attempts, int doubts) {}

    private final String tenant;

    PendingUsers(GraphConfig config) {
        this.tenant = Watch.tenant(config);
    }

    /// Notes that these must be looked at.
    void notice(Handle tx, Collection<Notification.UserChanged> changes) {
        List<ObjectId> users =
                changes.stream().map(Notification.UserChanged::user).distinct().toList();
        if (users.isEmpty()) {
            return;
        }
        Set<ObjectId> gone =
                changes.stream()
                        .filter(Notification.UserChanged::deleted)
                        .map(Notification.UserChanged::user)
                        .collect(Collectors.toSet());
        Stream<Boolean> deleted = users.stream().map(gone::contains);
        // In the order of ids, so that two of these statements cannot wait for each other.
        int _ =
                tx.execute(
                        """
                        INSERT INTO graph_pending (id, deleted)
                        SELECT id, deleted FROM unnest(?::text[], ?::boolean[]) AS n (id, deleted) ORDER BY id
                        ON CONFLICT (id) DO UPDATE SET notices = graph_pending.notices + 1, attempts = 0,
                            doubts = 0, deleted = graph_pending.deleted OR excluded.deleted,
                            due_at = least(graph_pending.due_at, excluded.due_at)
                        """,
                        users.stream().map(ObjectId::value).toArray(String[]::new),
                        deleted.toArray(Boolean[]::new));
    }

    /// Nobody else changes this user until the transaction ends. Before anything is written to
    /// `graph_user`: all take the two tables in this order.
    ///
    /// @return `false` when the user is on the list no more, so that others know better
    boolean lock(Handle tx, Row row) {
        return tx.select(
                        "SELECT true FROM graph_pending WHERE id = ? FOR UPDATE",
                        row.user().value())
                .mapTo(Boolean.class)
                .findOne()
                .isPresent();
    }

    /// Takes users that are due, the longest waiting first. None while the list is another
    /// tenant's, which ours would not know.
    List<Row> lease(Handle tx, int atMost, Duration lease) {
        return tx.select(
                        """
                        WITH due AS (SELECT id FROM graph_pending WHERE due_at <= now() AND leased_until <= now()
                            AND NOT EXISTS (SELECT FROM graph_watch WHERE tenant <> ?)
                            ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED)
                        UPDATE graph_pending p SET leased_until = now() + ? * interval '1 second'
                        FROM due WHERE p.id = due.id RETURNING p.id, p.notices, p.deleted, p.attempts, p.doubts
                        """,
                        tenant,
                        atMost,
                        lease.toSeconds())
                .map((row, _) ->
                        new Row(
                                new ObjectId(row.getString(1)),
                                row.getLong(2),
                                row.getBoolean(3),
                                row.getInt(4),
                                row.getInt(5)))
                .list();
    }

    /// The user was looked at. Who was noticed again meanwhile is looked at again.
    void done(Handle tx, Row row) {
        int gone =
                tx.execute(
                        "DELETE FROM graph_pending WHERE id = ? AND notices = ?",
                        row.user().value(),
                        row.notices());
        if (gone == 0) {
            int _ =
                    tx.execute(
                            "UPDATE graph_pending SET due_at = now(), leased_until = '-infinity'"
                                    + " WHERE id = ?",
                            row.user().value());
        }
    }

    /// Nobody is to blame for this look: it does not count.
    void postpone(Handle tx, Row row, Duration pause) {
        postpone(tx, row, pause, row.attempts(), row.doubts());
    }

    /// The look failed.
    void failed(Handle tx, Row row, Duration pause) {
        postpone(tx, row, pause, row.attempts() + 1, row.doubts());
    }

    /// What was found may be out of date: Graph does not know everything everywhere at once.
    void doubted(Handle tx, Row row, Duration pause) {
        postpone(tx, row, pause, /* attempts */ 0, row.doubts() + 1);
    }

    // Who was noticed again meanwhile is looked at again at once.
    private static void postpone(Handle tx, Row row, Duration pause, int attempts, int doubts) {
        int _ =
                tx.execute(
                        """
                        UPDATE graph_pending p SET leased_until = '-infinity',
                            due_at = CASE WHEN p.notices = n.notices
                                THEN now() + n.millis * interval '1 millisecond' ELSE now() END,
                            attempts = CASE WHEN p.notices = n.notices THEN n.attempts ELSE p.attempts END,
                            doubts = CASE WHEN p.notices = n.notices THEN n.doubts ELSE p.doubts END
                        FROM (SELECT ?::bigint AS notices, ?::bigint AS millis, ?::integer AS attempts,
                            ?::integer AS doubts) AS n
                        WHERE p.id = ?
                        """,
                        row.notices(),
                        pause.toMillis(),
                        attempts,
                        doubts,
                        row.user().value());
    }

    void clear(Handle tx) {
        int _ = tx.execute("DELETE FROM graph_pending");
    }

    /// Whether there are so many that adding more can wait.
    boolean isCrowded(Handle handle, int limit) {
        return handle.select(
                                "SELECT count(*) FROM (SELECT 1 FROM graph_pending LIMIT ?) AS few",
                                limit)
                        .mapTo(Integer.class)
                        .one()
                >= limit;
    }
}
