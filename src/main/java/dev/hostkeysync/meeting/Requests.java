package dev.hostkeysync.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.sealing.Sealed;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.sealing.UnreadableSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `meeting_request`: what became of requests that had a key, for 24 hours. Every method
/// runs in the caller's transaction.
@ApplicationScoped
class Requests {

    static final Duration KEPT = Duration.ofHours(24);

    private static final String TABLE = "meeting_request";
    private static final JsonMapper JSON = new JsonMapper();

    /// A round is lost when the request that is in the way is refused, and its row dropped, between
    /// two of our statements.
    private static final int ROUNDS = 5;

    /// What is known of a key.
    sealed interface Known {

        /// Nothing: the row is there now.
        record Fresh(UUID row) implements Known {}

        /// It came with another body.
        record Different() implements Known {}

        /// Sent to Zoom, and no answer was written down (yet).
        record Sent(Instant since) implements Known {}

        /// Zoom's answer did not say whether there is a meeting.
        record Unknown(Instant since) implements Known {}

        record Made(Meeting meeting) implements Known {}

        /// The meeting was made; what is kept of it cannot be opened any more.
        record Unreadable(String meetingId) implements Known {}
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Row(
            UUID id,
            byte[] body,
            String state,
            @Nullable String meetingId,
            byte @Nullable [] sealed,
            Instant begun) {}

    private final SecretSealer sealer;
    private final Ids ids;

    Requests(SecretSealer sealer, Ids ids) {
        this.sealer = sealer;
        this.ids = ids;
    }

    /// Writes the request down, unless its key is known. Of two at once the second waits for the
    /// first one's transaction.
    Known begin(Handle tx, RequestKey key, Instant now) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<UUID> fresh = add(tx, key, now);
            Optional<Known> known =
                    fresh.<Known>map(Known.Fresh::new)
                            .or(() -> row(tx, key).map(row -> known(row, key)));
            if (known.isPresent()) {
                return known.get();
            }
        }
        return new Known.Sent(now);
    }

    /// What is known of a key; empty when it is not.
    Optional<Known> find(Handle tx, RequestKey key, Instant now) {
        return row(tx, key)
                .filter(row -> row.begun().isAfter(now.minus(KEPT)))
                .map(row -> known(row, key));
    }

    private Optional<UUID> add(Handle tx, RequestKey key, Instant now) {
        int _ =
                tx.execute(
                        "DELETE FROM meeting_request WHERE key_hash = ? AND begun_at <= ?",
                        key.hash(),
                        time(now.minus(KEPT)));
        UUID id = ids.next();
        int added =
                tx.execute(
                        """
                        INSERT INTO meeting_request (id, key_hash, body_hmac, state, begun_at) VALUES (?, ?, ?, 'SENT', ?)
                        ON CONFLICT (key_hash) DO NOTHING
                        """,
                        id,
                        key.hash(),
                        key.body(),
                        time(now));
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    private static Optional<Row> row(Handle tx, RequestKey key) {
        return tx.select(
                        """
                        SELECT id, body_hmac, state, meeting_id, sealed, begun_at FROM meeting_request
                        WHERE key_hash = ?
                        """,
                        key.hash())
                .map((row, _) ->
                        new Row(
                                row.getObject(1, UUID.class),
                                row.getBytes(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBytes(5),
                                row.getObject(6, OffsetDateTime.class).toInstant()))
                .findOne();
    }

    private Known known(Row row, RequestKey key) {
        if (!Arrays.equals(row.body(), key.body())) {
            return new Known.Different();
        }
        if (row.meetingId() != null && row.sealed() != null) {
            return opened(row.id(), row.meetingId(), row.sealed());
        }
        return row.state().equals("UNKNOWN")
                ? new Known.Unknown(row.begun())
                : new Known.Sent(row.begun());
    }

    private Known opened(UUID id, String meetingId, byte[] sealed) {
        try {
            Secret text = sealer.open(TABLE, id, new Sealed(sealed));
            return new Known.Made(JSON.readValue(text.reveal(), Meeting.class));
        } catch (UnreadableSecret | JsonProcessingException _) {
            // NB: the cause is dropped, it may quote the text.
            return new Known.Unreadable(meetingId);
        }
    }

    void made(Handle tx, UUID row, Meeting meeting) {
        Sealed sealed;
        try {
            sealed = sealer.seal(TABLE, row, Secret.of(JSON.writeValueAsString(meeting)));
        } catch (JsonProcessingException _) {
            throw new IllegalStateException("a meeting cannot be written");
        }
        int _ =
                tx.execute(
                        "UPDATE meeting_request SET state = 'MADE', meeting_id = ?, sealed = ? WHERE id = ?",
                        meeting.meetingId(),
                        sealed.ciphertext(),
                        row);
    }

    void unknown(Handle tx, UUID row) {
        int _ = tx.execute("UPDATE meeting_request SET state = 'UNKNOWN' WHERE id = ?", row);
    }

    /// Nothing was made: the key may come again.
    void drop(Handle tx, UUID row) {
        int _ = tx.execute("DELETE FROM meeting_request WHERE id = ?", row);
    }

    /// @return how many there were
    int forget(Handle tx, Instant now, int atMost) {
        return tx.execute(
                """
                DELETE FROM meeting_request WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM meeting_request WHERE begun_at <= ? ORDER BY begun_at LIMIT ? FOR UPDATE SKIP LOCKED))
                """,
                time(now.minus(KEPT)),
                atMost);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
