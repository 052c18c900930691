package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;

/// The statements that open keys, each for many users at once.
final class PendingRows {

    /// Versions per user whose digits are kept, so that they are not drawn again.
    private static final int REMEMBERED = 5;

    private PendingRows() {}

    static List<HostKey.Pending> lock(Handle tx, Collection<UserId> users) {
        String sql =
                HostKeyRow.SELECT
                        + "WHERE h.user_id = ANY (:users) AND h.state = 'PENDING' ORDER BY h.user_id FOR UPDATE";
        return HostKeyRow.select(tx, sql, users).stream().map(HostKey.Pending.class::cast).toList();
    }

    static void updateConcealment(Handle tx, List<HostKey.Pending> keys) {
        if (keys.isEmpty()) {
            return;
        }
        int _ =
                tx.createUpdate(
                                """
                                UPDATE host_key h SET concealed = asked.concealed
                                FROM unnest(:users, :versions, :concealed) AS asked (user_id, version, concealed)
                                WHERE h.user_id = asked.user_id AND h.version = asked.version
                                """)
                        .bindArray("users", UUID.class, users(keys))
                        .bindArray("versions", Long.class, versions(keys))
                        .bindArray("concealed", Boolean.class, concealed(keys))
                        .execute();
    }

    /// Another key is asked for, and these may be known to somebody.
    static void outdate(Handle tx, List<HostKey.Pending> keys) {
        if (keys.isEmpty()) {
            return;
        }
        int _ =
                tx.createUpdate(
                                """
                                UPDATE host_key SET outdated = true
                                WHERE user_id = ANY (:users) AND state = 'PENDING' AND told_at IS NOT NULL AND NOT outdated
                                """)
                        .bindArray("users", UUID.class, users(keys))
                        .execute();
    }

    static void outdate(Handle tx, Collection<UserId> users, Instant openedUntil) {
        int _ =
                tx.createUpdate(
                                """
                                UPDATE host_key SET outdated = true
                                WHERE user_id = ANY (:users) AND state = 'PENDING' AND opened_at <= :until AND NOT outdated
                                """)
                        .bindArray("users", UUID.class, (Object[]) UserId.values(users))
                        .bind("until", openedUntil.atOffset(ZoneOffset.UTC))
                        .execute();
    }

    /// Those that are outdated and not at Zoom.
    ///
    /// @return what was asked for with each
    static List<OpenRequest> retireOutdated(Handle tx, Collection<UserId> users, Instant now) {
        return tx.createQuery(
                        """
                        UPDATE host_key SET state = 'RETIRED', retired_at = :now, retired_as = 'SUPERSEDED'
                        WHERE user_id = ANY (:users) AND state = 'PENDING' AND outdated AND sent_at IS NULL
                        RETURNING user_id, concealed, coalesce(cause, '') AS cause
                        """)
                .bindArray("users", UUID.class, (Object[]) UserId.values(users))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, _) ->
                        new OpenRequest(
                                new UserId(row.getObject("user_id", UUID.class)),
                                row.getBoolean("concealed"),
                                row.getString("cause")))
                .list();
    }

    /// The newest versions of each user, and the active one, which many refusals may have left far
    /// behind.
    static Map<UserId, List<HostKey>> remembered(Handle tx, Collection<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        String sql =
                """
                SELECT h.*
                FROM unnest(:users) AS asked (user_id)
                CROSS JOIN LATERAL (
                    (SELECT * FROM host_key newest WHERE newest.user_id = asked.user_id
                     ORDER BY newest.version DESC LIMIT %d)
                    UNION ALL
                    SELECT * FROM host_key active WHERE active.user_id = asked.user_id AND active.state = 'ACTIVE'
                ) h
                """
                        .formatted(REMEMBERED);
        return HostKeyRow.select(tx, sql, users).stream()
                .distinct()
                .collect(Collectors.groupingBy(HostKey::userId));
    }

    /// @return those that are on record now; for the others somebody else was quicker
    static List<HostKey.Pending> insert(
            Handle tx, List<HostKey.Pending> keys, Map<UserId, String> causes) {
        if (keys.isEmpty()) {
            return List.of();
        }
        String sql =
                """
                INSERT INTO host_key (user_id, version, state, concealed, sealed, seal_key_id, opened_at, cause)
                SELECT user_id, version, 'PENDING', concealed, sealed, seal_key_id, :now, nullif(cause, '')
                FROM unnest(:users, :versions, :concealed, :sealed, :keys, :causes)
                    AS fresh (user_id, version, concealed, sealed, seal_key_id, cause)
                ON CONFLICT DO NOTHING
                RETURNING user_id
                """;
        Set<UserId> inserted = new HashSet<>();
        tx.createQuery(sql)
                .bindArray("users", UUID.class, users(keys))
                .bindArray("versions", Long.class, versions(keys))
                .bindArray("concealed", Boolean.class, concealed(keys))
                .bind("sealed", ciphertexts(keys))
                .bindArray(
                        "keys",
                        Integer.class,
                        keys.stream().map(key -> key.sealed().keyId()).toList())
                .bindArray(
                        "causes",
                        String.class,
                        keys.stream().map(key -> causes.getOrDefault(key.userId(), "")).toList())
                .bind("now", keys.getFirst().openedAt().atOffset(ZoneOffset.UTC))
                .map((row, _) -> new UserId(row.getObject("user_id", UUID.class)))
                .forEach(inserted::add);
        List<HostKey.Pending> fresh =
                keys.stream().filter(key -> inserted.contains(key.userId())).toList();
        shredBefore(tx, fresh);
        return fresh;
    }

    private static void shredBefore(Handle tx, List<HostKey.Pending> fresh) {
        List<HostKey.Pending> old =
                fresh.stream().filter(key -> key.version() > REMEMBERED).toList();
        if (old.isEmpty()) {
            return;
        }
        int _ =
                tx.createUpdate(
                                """
                                UPDATE host_key h SET sealed = NULL
                                FROM unnest(:users, :versions) AS fresh (user_id, version)
                                WHERE h.user_id = fresh.user_id AND h.version <= fresh.version - :remembered
                                    AND h.state = 'RETIRED' AND h.sealed IS NOT NULL
                                """)
                        .bindArray("users", UUID.class, users(old))
                        .bindArray("versions", Long.class, versions(old))
                        .bind("remembered", REMEMBERED)
                        .execute();
    }

    private static List<UUID> users(List<HostKey.Pending> keys) {
        return keys.stream().map(key -> key.userId().value()).toList();
    }

    private static List<Long> versions(List<HostKey.Pending> keys) {
        return keys.stream().map(HostKey.Pending::version).toList();
    }

    private static List<Boolean> concealed(List<HostKey.Pending> keys) {
        return keys.stream().map(HostKey.Pending::concealed).toList();
    }

    // NB: not bindArray: Jdbi hands the driver an Object[], and the driver wants a byte[][].
    private static Argument ciphertexts(List<HostKey.Pending> keys) {
        byte[][] ciphertexts =
                keys.stream().map(key -> key.sealed().ciphertext()).toArray(byte[][]::new);
        return (position, statement, context) ->
                statement.setArray(
                        position, context.getConnection().createArrayOf("bytea", ciphertexts));
    }
}
