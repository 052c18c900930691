package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Makes PENDING keys of many users ACTIVE.
///
/// Three plain statements rather than one clever one. A join with the list of users leaves
/// PostgreSQL the choice to read every PENDING row instead, and it takes that choice: its
/// statistics are from a quiet hour, when there were none.
final class HostKeyActivation {

    private HostKeyActivation() {}

    /// @return those whose version was PENDING; the others are left as they are
    static Map<UserId, Activation> activate(
            Handle tx, Collection<KeyVersion> versions, Instant now) {
        Set<KeyVersion> asked = Set.copyOf(versions);
        Map<UserId, CurrentKey> current = new HashMap<>();
        for (HostKey key : lockLive(tx, asked.stream().map(KeyVersion::userId).toList())) {
            current.merge(key.userId(), CurrentKey.NONE.with(key), (before, _) -> before.with(key));
        }
        Map<UserId, Activation> activations = new HashMap<>();
        current.forEach((user, key) ->
                key.pending()
                        .filter(pending -> asked.contains(new KeyVersion(user, pending.version())))
                        .ifPresent(pending ->
                                activations.put(user, activation(pending, key.active(), now))));
        // NB: in this order: a unique index is checked row by row, so the old key must be out of
        // the way first.
        supersede(tx, having(current, activations.keySet()), now);
        confirm(tx, activations.keySet(), now);
        return activations;
    }

    private static Activation activation(
            HostKey.Pending pending, Optional<HostKey.Active> replaced, Instant now) {
        return new Activation(
                pending.userId(),
                pending.version(),
                pending.concealed(),
                replaced.filter(active -> !active.concealed()).isPresent(),
                pending.driftedAt().isPresent(),
                now);
    }

    private static List<UserId> having(
            Map<UserId, CurrentKey> current, Collection<UserId> activated) {
        return activated.stream()
                .filter(user ->
                        Optional.ofNullable(current.get(user))
                                .flatMap(CurrentKey::active)
                                .isPresent())
                .toList();
    }

    /// From here on nobody else confirms, refuses or revokes them.
    private static List<HostKey> lockLive(Handle tx, Collection<UserId> users) {
        return HostKeyRow.select(
                tx,
                HostKeyRow.SELECT
                        + " WHERE h.user_id = ANY (:users) AND h.state <> 'RETIRED'"
                        + " ORDER BY h.user_id, h.version FOR UPDATE",
                users);
    }

    private static void supersede(Handle tx, Collection<UserId> users, Instant now) {
        update(
                tx,
                """
                UPDATE host_key SET state = 'RETIRED', retired_at = :now, retired_as = 'SUPERSEDED'
                WHERE user_id = ANY (:users) AND state = 'ACTIVE'
                """,
                users,
                now);
    }

    private static void confirm(Handle tx, Collection<UserId> users, Instant now) {
        update(
                tx,
                """
                UPDATE host_key SET state = 'ACTIVE', activated_at = :now
                WHERE user_id = ANY (:users) AND state = 'PENDING'
                """,
                users,
                now);
    }

    private static void update(Handle tx, String sql, Collection<UserId> users, Instant now) {
        if (users.isEmpty()) {
            return;
        }
        int _ =
                tx.createUpdate(sql)
                        .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute();
    }
}
