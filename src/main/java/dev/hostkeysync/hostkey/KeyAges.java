package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Which keys have become old. Each has its own moment in the last fifth of its life, fixed by a
/// hash of user and version: keys that were set together are not replaced together, and every
/// replica, before and after a restart, finds the same moment.
///
/// The moments end at 99 % of the age, so that there is time to replace the last ones before they
/// are older than that.
@ApplicationScoped
public class KeyAges {

    /// What the index `host_key_turn` keeps in front: the first ten bits of the hash.
    private static final int SLOTS = 1024;

    // 1. A look at the index for each slot finds the keys whose moment may have come: those of the
    //    slot that is passing now among them. 2. The rest of the hash decides on those. A key that
    //    is being replaced already, or that is not in force, is nobody's concern here.
    static final String DUE =
            """
            SELECT due.user_id
            FROM (SELECT (CAST(:first AS bigint) + n) % 1024 AS slot FROM generate_series(0::bigint, 1023) AS n) AS slots,
                LATERAL (
                    SELECT h.user_id FROM host_key h
                    WHERE h.state = 'ACTIVE' AND NOT h.concealed
                        AND ((uuid_hash_extended(h.user_id, h.version) & 1073741823) >> 20) = slots.slot
                        AND h.activated_at <= CAST(:now AS timestamptz) - make_interval(secs => CAST(:age AS float8) * (0.8 + 0.19 * slots.slot / 1024))
                        AND h.activated_at <= CAST(:now AS timestamptz) - make_interval(secs => CAST(:age AS float8) * (0.8 + 0.19
                            * (uuid_hash_extended(h.user_id, h.version) & 1073741823) / 1073741824.0))
                        AND h.drifted_at IS NULL
                        AND h.user_id <> ALL (:but)
                        AND NOT EXISTS (SELECT FROM host_key next
                            WHERE next.user_id = h.user_id AND next.state = 'PENDING')
                    ORDER BY h.activated_at LIMIT :at_most) AS due
            LIMIT :at_most
            """;

    /// Users whose key's moment has come and for whom no other key is on its way. Not in an order:
    /// where more are due than are asked for, another part of them comes each time.
    ///
    /// @param age at which a key shall have been replaced
    /// @param but users to pass over
    public List<UserId> due(
            Handle tx, Duration age, Instant now, Collection<UserId> but, int atMost) {
        return tx.createQuery(DUE)
                .bind("first", Math.floorMod(now.getEpochSecond(), SLOTS))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("age", (double) age.toSeconds())
                .bindArray("but", UUID.class, but.stream().map(UserId::value).toList())
                .bind("at_most", atMost)
                .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                .list();
    }
}
