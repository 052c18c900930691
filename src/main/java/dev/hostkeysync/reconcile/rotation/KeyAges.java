package dev.hostkeysync.reconcile.rotation;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
class KeyAges {

    // 1. A look at the index for each slot (the first ten bits of the hash, in front of the index
    //    `host_key_turn`) finds the keys whose moment may have come: those of the slot that is
    //    passing now among them. 2. The rest of the hash decides on those. 3. A key that is not in
    //    force or is being replaced already, and a user who may not get another one now, are
    //    nobody's concern here. The last is asked as a value, not joined: a guess of PostgreSQL's
    //    about how many there are must not make it read the whole list of work.
    static final String DUE =
            """
            SELECT slots.slot, due.activated_at, due.user_id
            FROM (SELECT n AS slot FROM generate_series(CAST(:slot AS bigint), 1023) AS n ORDER BY n) AS slots,
                LATERAL (
                    SELECT h.user_id, h.activated_at FROM host_key h
                    WHERE h.state = 'ACTIVE' AND NOT h.concealed
                        AND ((uuid_hash_extended(h.user_id, h.version) & 1073741823) >> 20) = slots.slot
                        AND h.activated_at <= CAST(:now AS timestamptz) - make_interval(secs => CAST(:age AS float8) * (0.8 + 0.19 * slots.slot / 1024))
                        AND h.activated_at <= CAST(:now AS timestamptz) - make_interval(secs => CAST(:age AS float8) * (0.8 + 0.19
                            * (uuid_hash_extended(h.user_id, h.version) & 1073741823) / 1073741824.0))
                        AND h.drifted_at IS NULL
                        AND (slots.slot > :slot OR (h.activated_at, h.user_id) > (CAST(:at AS timestamptz), :user))
                        AND NOT EXISTS (SELECT FROM host_key next
                            WHERE next.user_id = h.user_id AND next.state = 'PENDING')
                        AND (SELECT s.state = 'DONE' AND s.wanted = 'KEY' AND NOT s.is_protected
                            FROM sync_user s WHERE s.user_id = h.user_id)
                    ORDER BY h.activated_at, h.user_id LIMIT :at_most) AS due
            ORDER BY slots.slot, due.activated_at, due.user_id LIMIT :at_most
            """;

    /// A place in the order in which keys are looked at: that of a key.
    record Place(long slot, OffsetDateTime activatedAt, UUID user) {

        static final Place BEGINNING =
                new Place(0, Instant.EPOCH.atOffset(ZoneOffset.UTC), new UUID(0, 0));

        UserId userId() {
            return new UserId(user);
        }
    }

    /// Users whose key's moment has come, of whom nothing is under way and whom no operator
    /// protects, from one place on: who walks from the beginning to the end has seen all of them,
    /// however many cannot be rotated.
    ///
    /// @param age at which a key shall have been replaced
    List<Place> due(Handle tx, Duration age, Instant now, Place after, int atMost) {
        return tx.createQuery(DUE)
                .bind("slot", after.slot())
                .bind("at", after.activatedAt())
                .bind("user", after.user())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("age", (double) age.toSeconds())
                .bind("at_most", atMost)
                .map((row, _) ->
                        new Place(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class),
                                row.getObject(3, UUID.class)))
                .list();
    }
}
