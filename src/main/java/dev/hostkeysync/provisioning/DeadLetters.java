package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.outbox.Outbox;
import dev.hostkeysync.outbox.OutboxMessage;
import dev.hostkeysync.outbox.Topic;
import dev.hostkeysync.sealing.Sealed;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.sealing.UnreadableSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `dead_letter`: what could not be handled, as it came and sealed, until it is handled
/// or too old.
@ApplicationScoped
public class DeadLetters {

    private static final String TABLE = "dead_letter";

    private final Outbox outbox;
    private final Ids ids;
    private final SecretSealer sealer;

    DeadLetters(Outbox outbox, Ids ids, SecretSealer sealer) {
        this.outbox = outbox;
        this.ids = ids;
        this.sealer = sealer;
    }

    /// Sets a record aside, on the topic too. One that is delivered again counts once; a replay is
    /// the letter it was.
    void add(Handle tx, UnhandledRecord unhandled) {
        Optional<UUID> letter = unhandled.replayOf().filter(id -> again(tx, id, unhandled));
        if (letter.isEmpty()) {
            first(tx, unhandled);
        }
    }

    /// @return false when there is no such letter, or its content is another one
    private boolean again(Handle tx, UUID id, UnhandledRecord unhandled) {
        Optional<String> place =
                tx.select("SELECT last_place, sealed FROM dead_letter WHERE id = ? FOR UPDATE", id)
                        .map((row, _) ->
                                isSame(id, row.getBytes("sealed"), unhandled.record().value())
                                        ? Optional.of(row.getString("last_place"))
                                        : Optional.<String>empty())
                        .findOne()
                        .flatMap(found -> found);
        if (place.isPresent() && !place.get().equals(unhandled.place())) {
            int attempts =
                    tx.select(
                                    """
                                    UPDATE dead_letter SET state = 'DEAD', reason = ?, attempts = attempts + 1,
                                        last_place = ?, last_at = now()
                                    WHERE id = ? RETURNING attempts
                                    """,
                                    unhandled.reason(),
                                    unhandled.place(),
                                    id)
                            .mapTo(Integer.class)
                            .one();
            set(tx, id, attempts, unhandled);
        }
        return place.isPresent();
    }

    private boolean isSame(UUID id, byte[] sealed, byte @Nullable [] value) {
        try {
            return Arrays.equals(open(id, sealed).value(), value);
        } catch (UnreadableSecret _) {
            return false;
        }
    }

    private DeadContent open(UUID id, byte[] sealed) {
        return DeadContent.of(sealer.openBytes(TABLE, id, new Sealed(sealed)));
    }

    private void first(Handle tx, UnhandledRecord unhandled) {
        UUID id = ids.next();
        DeadContent content = unhandled.content();
        Sealed sealed = sealer.seal(TABLE, id, content.toBytes());
        int added =
                tx.execute(
                        """
                        INSERT INTO dead_letter (id, reason, first_place, last_place, partition, "offset",
                            type, event_id, user_id, bytes, sealed, seal_key_id)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (first_place) DO NOTHING
                        """,
                        id,
                        unhandled.reason(),
                        unhandled.place(),
                        unhandled.place(),
                        unhandled.record().partition(),
                        unhandled.record().offset(),
                        unhandled.type().orElse(null),
                        unhandled.eventId().orElse(null),
                        unhandled.userId().orElse(null),
                        content.bytes(),
                        sealed.ciphertext(),
                        sealed.keyId());
        if (added == 1) {
            set(tx, id, 1, unhandled);
        }
    }

    private void set(Handle tx, UUID id, int attempts, UnhandledRecord unhandled) {
        outbox.append(tx, List.of(unhandled.copy(id)));
        tx.afterCommit(() -> unhandled.tell(id, attempts));
    }

    /// A record that says it is a replay was taken. One with another content is none.
    ///
    /// @param outdated whether it came too late to change anything
    void taken(Handle tx, UUID id, byte @Nullable [] value, boolean outdated) {
        boolean isReplay =
                tx.select(
                                "SELECT sealed FROM dead_letter WHERE id = ? AND state IN ('DEAD', 'REPLAYING')"
                                        + " FOR UPDATE",
                                id)
                        .mapTo(byte[].class)
                        .findOne()
                        .filter(sealed -> isSame(id, sealed, value))
                        .isPresent();
        if (isReplay) {
            int _ =
                    tx.execute(
                            "UPDATE dead_letter SET state = ?, last_at = now() WHERE id = ?",
                            outdated ? "OUTDATED" : "HANDLED",
                            id);
        }
    }

    /// A replay that has not come back for ten minutes was lost: its topic was deleted, or somebody
    /// moved the offsets past it. It waits for somebody again; one that comes after all is taken.
    ///
    /// @return how many
    public int giveUpLostReplays(Handle tx) {
        return tx.execute(
                """
                UPDATE dead_letter SET state = 'DEAD'
                WHERE state = 'REPLAYING' AND replayed_at < now() - interval '10 minutes'
                """);
    }

    public Optional<DeadLetter> find(Handle tx, UUID id) {
        return DeadLetterRows.read(tx, "WHERE id = ?", id).stream().findFirst();
    }

    /// From the newest, by id.
    ///
    /// @param states any, where empty
    /// @param reason what must be in the reason, in letters of any case
    /// @param before the last one of the page before
    public List<DeadLetter> list(
            Handle tx,
            Set<DeadLetterState> states,
            Optional<String> reason,
            Optional<UUID> before,
            int atMost) {
        return DeadLetterRows.read(
                tx,
                """
                WHERE (? OR state = ANY(?::text[])) AND (?::text IS NULL OR position(lower(?) IN lower(reason)) > 0)
                    AND (?::uuid IS NULL OR id < ?)
                ORDER BY id DESC LIMIT ?
                """,
                states.isEmpty(),
                states.stream().map(Enum::name).collect(Collectors.joining(",", "{", "}")),
                reason.orElse(null),
                reason.orElse(null),
                before.orElse(null),
                before.orElse(null),
                atMost);
    }

    /// How many wait for somebody.
    public long count(Handle tx) {
        return tx.select("SELECT count(*) FROM dead_letter WHERE state = 'DEAD'")
                .mapTo(Long.class)
                .one();
    }

    /// Puts a letter on the topic once more, as it came. One that is on its way is left to it.
    ///
    /// @return whether it was sent now; false, too, for what can not be replayed
    public boolean replay(Handle tx, UUID id) {
        return !send(tx, "id = ? AND state = 'DEAD'", id).isEmpty();
    }

    /// The same for those that wait, from the one that was touched the longest ago.
    ///
    /// @param reason what must be in the reason, in letters of any case
    /// @return how many were sent
    public int replayAll(Handle tx, Optional<String> reason, int atMost) {
        return send(
                        tx,
                        """
                        id IN (SELECT id FROM dead_letter
                               WHERE state = 'DEAD' AND (?::text IS NULL OR position(lower(?) IN lower(reason)) > 0)
                                   AND bytes <= %d
                               ORDER BY last_at, id LIMIT ? FOR UPDATE SKIP LOCKED)
                        """
                                .formatted(DeadLetter.LARGEST_REPLAY),
                        reason.orElse(null),
                        reason.orElse(null),
                        atMost)
                .size();
    }

    private List<OutboxMessage> send(Handle tx, String which, @Nullable Object... parameters) {
        Map<UUID, byte[]> letters = new LinkedHashMap<>();
        tx.select(
                        "UPDATE dead_letter SET state = 'REPLAYING', replayed_at = now() WHERE "
                                + which
                                + " AND bytes <= "
                                + DeadLetter.LARGEST_REPLAY
                                + " RETURNING id, sealed",
                        parameters)
                .map((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getBytes(2)))
                .forEach(letter -> letters.put(letter.getKey(), letter.getValue()));
        List<OutboxMessage> messages = new ArrayList<>();
        letters.forEach((id, sealed) -> {
            try {
                messages.add(message(id, open(id, sealed)));
            } catch (UnreadableSecret _) {
                unreadable(tx, id);
            }
        });
        outbox.append(tx, messages);
        return messages;
    }

    private static OutboxMessage message(UUID id, DeadContent content) {
        Map<String, String> headers = new LinkedHashMap<>(content.headers());
        headers.put(UnhandledRecord.ID, id.toString());
        return new OutboxMessage(Topic.IDENTITY_LIFECYCLE, content.key(), headers, content.value());
    }

    private static void unreadable(Handle tx, UUID id) {
        int _ =
                tx.execute(
                        """
                        UPDATE dead_letter SET state = 'DEAD', last_at = now(), replayed_at = NULL,
                            reason = 'it is sealed with a key that the keyset lacks'
                        WHERE id = ?
                        """,
                        id);
    }

    /// Forgets what nobody touched for so long, some at a time.
    ///
    /// @return those that nobody had replayed, and all; the second is `atMost` when there may be
    ///   more
    public Expired expire(Handle tx, Duration kept, int atMost) {
        List<String> states =
                tx.select(
                                """
                                DELETE FROM dead_letter WHERE id IN (SELECT id FROM dead_letter
                                    WHERE last_at < now() - make_interval(secs => ?) ORDER BY last_at LIMIT ?
                                    FOR UPDATE SKIP LOCKED)
                                RETURNING state
                                """,
                                (double) kept.toSeconds(),
                                atMost)
                        .mapTo(String.class)
                        .list();
        return new Expired(
                (int) states.stream().filter(state -> state.equals("DEAD")).count(), states.size());
    }

    /// @param dead letters that were never handled
    public record Expired(int dead, int all) {}
}
