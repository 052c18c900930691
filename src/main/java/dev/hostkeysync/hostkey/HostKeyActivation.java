package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
        Map<UserId, HostKey.Pending> confirmed = new HashMap<>();
        current.forEach((user, key) ->
                key.pending()
                        .filter(pending -> asked.contains(new KeyVersion(user, pending.version())))
                        .ifPresent(pending -> confirmed.put(user, pending)));
        // NB: in this order: a unique index is checked row by row, so the old key must be out of
        // the way first.
        supersede(tx, having(current, confirmed.keySet()), now);
        Set<UserId> outdated = confirm(tx, confirmed.keySet(), now);
        Map<UserId, Activation> activations = new HashMap<>();
        confirmed.forEach((user, pending) -> {
            Optional<HostKey.Active> replaced =
                    Optional.ofNullable(current.get(user)).flatMap(CurrentKey::active);
            activations.put(user, activation(pending, replaced, outdated.contains(user), now));
        });
        return activations;
    }

    private static Activation activation(
            HostKey.Pending pending,
            Optional<HostKey.Active> replaced,
            boolean outdated,
            Instant now) {
        return new Activation(
                pending.userId(),
                pending.version(),
                pending.concealed(),
                replaced.filter(active -> !active.concealed()).isPresent(),
                outdated,
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
        if (users.isEmpty()) {
            return;
        }
        int _ =
                tx.createUpdate(
                                """
                                UPDATE host_key SET state = 'RETIRED', retired_at = :now, retired_as = 'SUPERSEDED'
                                WHERE user_id = ANY (:users) AND state = 'ACTIVE'
                                """)
                        .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute();
    }

    /// @return whose key was outdated before it was confirmed
    private static Set<UserId> confirm(Handle tx, Collection<UserId> users, Instant now) {
        if (users.isEmpty()) {
            return Set.of();
        }
        Set<UserId> outdated = new HashSet<>();
        tx.createQuery(
                        """
                        UPDATE host_key SET state = 'ACTIVE', activated_at = :now
                        WHERE user_id = ANY (:users) AND state = 'PENDING'
                        RETURNING user_id, outdated
                        """)
                .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, _) ->
                        row.getBoolean("outdated")
                                ? Optional.of(new UserId(row.getObject("user_id", UUID.class)))
                                : Optional.<UserId>empty())
                .forEach(user -> user.ifPresent(outdated::add));
        return outdated;
    }
}
