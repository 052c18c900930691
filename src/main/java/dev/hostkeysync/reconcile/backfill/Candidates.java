package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Keys that are drawn and not in force yet. Some wait for weeks, for users whom Zoom does not
/// list: where stored keys are not to be relied upon any more, these must not come into force, or
/// not for long.
@ApplicationScoped
class Candidates {

    private static final String OLD =
            """
            SELECT h.user_id FROM host_key h WHERE h.state = 'PENDING' AND NOT h.outdated AND h.opened_at <= :until
            """;

    private static final String OF_MEANT =
            " AND h.user_id IN (SELECT b.user_id FROM backfill_user b WHERE b.backfill_id = :id)";

    private final BackfillUsers users;
    private final HostKeyLedger ledger;

    Candidates(BackfillUsers users, HostKeyLedger ledger) {
        this.users = users;
        this.ledger = ledger;
    }

    /// Has those replaced that were drawn before a backfill that rotates: those of everybody, or
    /// with a filter of those on Zoom's list whom it means. Nobody is tried earlier for that.
    ///
    /// @param backfill whose users are all sorted
    /// @return how many there were
    int outdate(Handle tx, Backfill backfill, int atMost) {
        boolean everybody = backfill.filter().equals(Filter.EVERYBODY);
        Query query = tx.createQuery(OLD + (everybody ? "" : OF_MEANT) + " LIMIT :most");
        if (!everybody) {
            query.bind("id", backfill.id());
        }
        List<UserId> found =
                query.bind("until", backfill.createdAt().atOffset(ZoneOffset.UTC))
                        .bind("most", atMost)
                        .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                        .list();
        users.lockWork(tx, found);
        ledger.outdate(tx, found, backfill.createdAt());
        return found.size();
    }
}
