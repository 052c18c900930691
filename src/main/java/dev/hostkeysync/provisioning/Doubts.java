package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Which streaks of doubt last too long and were told to nobody yet. A streak is known by the time
/// it began.
@ApplicationScoped
class Doubts {

    /// @param reason of the last attempt; empty when it was never asked, or not answered
    /// @param untilDue zero or less = now
    record Overdue(SyncRow row, Optional<String> reason, Duration untilDue) {}

    /// The longest first, each for one replica only until its transaction ends.
    List<Overdue> untold(Handle tx, Duration lasting, int atMost) {
        return tx.select(
                        "SELECT "
                                + SyncRowMapper.COLUMNS
                                + """
                                , reason, 1000 * extract(epoch FROM due_at - now()) AS until_due
                                FROM sync_user
                                WHERE in_doubt_since IS NOT NULL AND doubt_told IS DISTINCT FROM in_doubt_since
                                    AND in_doubt_since <= now() - make_interval(secs => ?)
                                ORDER BY in_doubt_since LIMIT ? FOR UPDATE SKIP LOCKED
                                """,
                        lasting.toMillis() / 1000.0,
                        atMost)
                .map((row, context) ->
                        new Overdue(
                                new SyncRowMapper().map(row, context),
                                Optional.ofNullable(row.getString("reason")),
                                Duration.ofMillis(row.getLong("until_due"))))
                .list();
    }

    void told(Handle tx, Collection<UserId> users) {
        int _ =
                tx.execute(
                        "UPDATE sync_user SET doubt_told = in_doubt_since WHERE user_id = ANY (?)",
                        (Object) users.stream().map(UserId::value).toArray(UUID[]::new));
    }
}
