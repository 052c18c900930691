package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Compares the configured keyset with what is stored, by one row per sealing key.
final class KeysetCheck {

    private final HostKeySealer sealer;

    KeysetCheck(HostKeySealer sealer) {
        this.sealer = sealer;
    }

    /// @return one line per key that does not open what it sealed
    List<String> faults(Handle tx) {
        return samples(tx).stream().flatMap(sample -> fault(tx, sample).stream()).toList();
    }

    private record Sample(UserId userId, long version, SealedDigits sealed) {}

    /// Jumps from key id to key id through the index instead of reading every row.
    private static List<Sample> samples(Handle tx) {
        String sql =
                """
                WITH RECURSIVE keys (id) AS (
                    (SELECT seal_key_id FROM host_key WHERE sealed IS NOT NULL ORDER BY seal_key_id LIMIT 1)
                    UNION ALL
                    SELECT (SELECT h.seal_key_id FROM host_key h
                            WHERE h.sealed IS NOT NULL AND h.seal_key_id > keys.id ORDER BY h.seal_key_id LIMIT 1)
                    FROM keys WHERE keys.id IS NOT NULL
                )
                SELECT sample.user_id, sample.version, sample.sealed, keys.id
                FROM keys
                CROSS JOIN LATERAL (
                    SELECT * FROM host_key h WHERE h.sealed IS NOT NULL AND h.seal_key_id = keys.id LIMIT 1
                ) sample
                """;
        return tx.createQuery(sql)
                .map((row, _) ->
                        new Sample(
                                new UserId(row.getObject("user_id", UUID.class)),
                                row.getLong("version"),
                                new SealedDigits(row.getBytes("sealed"), row.getInt("id"))))
                .list();
    }

    private Optional<String> fault(Handle tx, Sample sample) {
        int keyId = sample.sealed().keyId();
        String key = Integer.toUnsignedString(keyId);
        if (!sealer.knows(keyId)) {
            return Optional.of(
                    "HOSTKEY_KEYSET: does not contain key %s, with which %d stored host keys are sealed;"
                                    .formatted(key, count(tx, keyId))
                            + " expected the keyset that sealed them (a new key is added to it with"
                            + " `script/keyset add`, never put in its place)");
        }
        try {
            HostKeyDigits _ = sealer.open(sample.userId(), sample.version(), sample.sealed());
            return Optional.empty();
        } catch (UnreadableHostKey _) {
            return Optional.of(
                    "HOSTKEY_KEYSET: its key %s does not open version %d of user %s, which is sealed with a key of that id;"
                                    .formatted(key, sample.version(), sample.userId())
                            + " expected the keyset that sealed it, and a table host_key that nobody changed by hand");
        }
    }

    private static long count(Handle tx, int keyId) {
        return tx.createQuery(
                        "SELECT count(*) FROM host_key WHERE sealed IS NOT NULL AND seal_key_id = :key")
                .bind("key", keyId)
                .mapTo(Long.class)
                .one();
    }
}
