package dev.hostkeysync.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// One step of the relay: under an advisory lock take the oldest rows, send them, and delete them
/// once every broker in sync has them. Rows go in id order and none is skipped for being locked (so
/// no `SKIP LOCKED`: it would reorder), and there is no "last position sent": a transaction that
/// commits late would be left behind it.
///
/// A batch holds one row per key at most. So when a send fails no later message of that key is on
/// its way, and the first appearance of each message on the topic keeps the order of its key
/// whatever fails. Only what is too large for the brokers is overtaken: it is set aside.
@ApplicationScoped
class OutboxBatch {

    enum Result {
        SENT,
        SENT_ALL,
        NOTHING_TO_SEND,
        HELD_BY_ANOTHER_REPLICA
    }

    private static final int SIZE = 500;

    /// Dead letters have up to half a MiB each: so many that memory and the producer's buffer hold
    /// them. The one with which it is reached still belongs to the batch.
    static final int BYTES = 8 * 1024 * 1024;

    private static final String OLDEST =
            """
            SELECT id, topic, key, headers, value
            FROM (SELECT b.*, sum(bytes) OVER (ORDER BY id) - bytes AS bytes_before
                  FROM (SELECT *, coalesce(octet_length(key), 0) + coalesce(octet_length(value), 0) AS bytes
                        FROM outbox ORDER BY id LIMIT :size) b) oldest
            WHERE bytes_before < :bytes ORDER BY id
            """;

    /// Any fixed number does; this one is "hostkey" in ASCII.
    static final long LOCK = 0x686f73746b6579L;

    private final Jdbi jdbi;
    private final Sender sender;
    private final RefusedMessages refused;

    OutboxBatch(Jdbi jdbi, Sender sender, RefusedMessages refused) {
        this.jdbi = jdbi;
        this.sender = sender;
        this.refused = refused;
    }

    Result relay() {
        return jdbi.inTransaction(this::relay);
    }

    private Result relay(Handle tx) {
        if (!lock(tx)) {
            return Result.HELD_BY_ANOTHER_REPLICA;
        }
        List<OutboxRow> oldest = oldest(tx);
        List<OutboxRow> rows = firstPerKey(oldest);
        if (rows.isEmpty()) {
            return Result.NOTHING_TO_SEND;
        }
        refused.setAside(tx, sender.send(rows));
        int _ =
                tx.execute(
                        "DELETE FROM outbox WHERE id = ANY (?)",
                        (Object) rows.stream().map(OutboxRow::id).toArray(Long[]::new));
        return rows.size() == oldest.size() && !isFull(oldest) ? Result.SENT_ALL : Result.SENT;
    }

    /// The deletion need not be on disk: after a crash of PostgreSQL the rows are there again and
    /// are sent again, with the same ids.
    private static boolean lock(Handle tx) {
        return tx.select(
                        "SELECT pg_try_advisory_xact_lock(?), set_config('synchronous_commit', 'off', true)",
                        LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    private static List<OutboxRow> oldest(Handle tx) {
        return tx.createQuery(OLDEST)
                .bind("size", SIZE)
                .bind("bytes", BYTES)
                .map((row, _) ->
                        new OutboxRow(
                                row.getLong(1),
                                row.getString(2),
                                row.getBytes(3),
                                (String[]) row.getArray(4).getArray(),
                                row.getBytes(5)))
                .list();
    }

    private static boolean isFull(List<OutboxRow> rows) {
        return rows.size() == SIZE || rows.stream().mapToLong(OutboxRow::bytes).sum() >= BYTES;
    }

    private static List<OutboxRow> firstPerKey(List<OutboxRow> rows) {
        Set<OutboxRow.Lane> seen = new HashSet<>();
        List<OutboxRow> first = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            if (seen.add(row.lane())) {
                first.add(row);
            }
        }
        return first;
    }

    /// The class of the innermost failure: its message may quote what it failed on.
    static String reasonOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .reduce(failure, (_, cause) -> cause)
                .getClass()
                .getSimpleName();
    }
}
