package dev.hostkeysync.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The table `webhook_event`. All times in it are the database's, so that the clocks of replicas do
/// not matter.
final class TakenEvents {

    /// Remembers all of the ids. Whoever comes with one of them while another transaction has not
    /// ended waits for it.
    ///
    /// @param patience for this and every other lock that the transaction waits for
    /// @return whether all of them are new
    boolean add(Handle tx, String source, List<String> eventIds, Duration patience) {
        // In one order, so that no two of these wait for each other.
        UUID[] ids =
                eventIds.stream()
                        .map(id -> hash(source, id))
                        .distinct()
                        .sorted()
                        .toArray(UUID[]::new);
        int added =
                tx.execute(
                        """
                        INSERT INTO webhook_event (id, taken_at)
                        SELECT n, now() FROM (SELECT set_config('lock_timeout', ?, true)) AS bounded, unnest(?::uuid[]) AS n
                        ON CONFLICT DO NOTHING
                        """,
                        Long.toString(patience.toMillis()),
                        ids);
        return added == ids.length;
    }

    boolean contains(Handle db, String source, String eventId) {
        return db.select(
                        "SELECT EXISTS (SELECT FROM webhook_event WHERE id = ?)",
                        hash(source, eventId))
                .mapTo(Boolean.class)
                .one();
    }

    /// @return how many there were
    int forget(Handle tx, Duration age, int atMost) {
        return tx.execute(
                """
                DELETE FROM webhook_event WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM webhook_event WHERE taken_at < now() - make_interval(secs => ?)
                    ORDER BY taken_at LIMIT ? FOR UPDATE SKIP LOCKED))
                """,
                age.toSeconds(),
                atMost);
    }

    private static UUID hash(String source, String eventId) {
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            (source + ":" + eventId)
                                                    .getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
