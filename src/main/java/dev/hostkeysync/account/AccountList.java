package dev.hostkeysync.account;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
import org.jdbi.v3.core.mapper.RowMapper;

/// The table `zoom_account`. All times in it are the database's.
@ApplicationScoped
class AccountList {

    private static final RowMapper<AccountRow> ROW =
            (row, _) ->
                    new AccountRow(
                            new UserId(row.getObject("user_id", UUID.class)),
                            row.getLong("applied_version"),
                            row.getLong("marks"),
                            Duration.ofMillis((long) (row.getDouble("marked_for") * 1000)),
                            Optional.ofNullable(row.getString("zoom_user_id")).map(ZoomUserId::new),
                            Optional.ofNullable(row.getString("pushed")),
                            row.getBoolean("off_by_us"),
                            Optional.ofNullable(row.getObject("withdrawn_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant),
                            row.getInt("attempts"));

    /// What is wanted of a user from this version on.
    ///
    /// @param withdrawnAt empty = as before
    record Mark(UserId user, long version, Wanted wanted, Optional<Instant> withdrawnAt) {}

    /// Since when provisioning is on. Whoever comes first decides, and drops what was to be taken
    /// away when it was on before.
    void begin(Handle tx, Instant now) {
        int begun =
                tx.execute(
                        "INSERT INTO zoom_account_since (since) VALUES (?) ON CONFLICT DO NOTHING",
                        now.atOffset(ZoneOffset.UTC));
        if (begun == 0) {
            return;
        }
        int _ =
                tx.execute(
                        """
                        UPDATE zoom_account SET withdrawn_at = NULL
                        WHERE user_id IN (SELECT user_id FROM zoom_account WHERE withdrawn_at IS NOT NULL
                            ORDER BY user_id FOR UPDATE)
                        """);
        // Who is leased now stays due, and is found to want nothing.
        int _ =
                tx.execute(
                        """
                        UPDATE zoom_account SET wanted = 'NOTHING', state = 'DONE', due_at = NULL, hindrance = NULL,
                            reason = NULL, attempts = 0, marks = marks + 1
                        WHERE wanted IN ('INACTIVE', 'ABSENT') AND state <> 'DONE'
                        """);
    }

    void end(Handle tx) {
        int _ = tx.execute("DELETE FROM zoom_account_since");
    }

    Optional<Instant> since(Handle tx) {
        return tx.select("SELECT since FROM zoom_account_since")
                .map((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .findOne();
    }

    /// The versions that were taken into account, of those who have a row. Locks the rows in one
    /// order for everybody.
    Map<UserId, Long> lock(Handle tx, Collection<UserId> users) {
        Map<UserId, Long> versions = new HashMap<>();
        tx.select(
                        "SELECT user_id, applied_version FROM zoom_account WHERE user_id = ANY (?)"
                                + " ORDER BY user_id FOR UPDATE",
                        (Object) UserId.values(users))
                .map((row, _) ->
                        Map.entry(new UserId(row.getObject(1, UUID.class)), row.getLong(2)))
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
        return versions;
    }

    /// When those of these users were withdrawn for whom something may be taken away.
    Map<UserId, Instant> withdrawn(Handle tx, Collection<UserId> users) {
        Map<UserId, Instant> withdrawn = new HashMap<>();
        tx.select(
                        "SELECT user_id, withdrawn_at FROM zoom_account WHERE user_id = ANY (?)"
                                + " AND withdrawn_at IS NOT NULL",
                        (Object) UserId.values(users))
                .map((row, _) ->
                        Map.entry(
                                new UserId(row.getObject(1, UUID.class)),
                                row.getObject(2, OffsetDateTime.class).toInstant()))
                .forEach(entry -> withdrawn.put(entry.getKey(), entry.getValue()));
        return withdrawn;
    }

    /// The loop shall look at these users now.
    void mark(Handle tx, Collection<Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        String sql =
                """
                INSERT INTO zoom_account AS mine (user_id, applied_version, wanted, withdrawn_at, state, due_at)
                SELECT user_id, version, wanted, nullif(withdrawn_at, '')::timestamptz, 'DUE', now()
                FROM unnest(:users, :versions, :wanted, :withdrawn)
                    AS seen (user_id, version, wanted, withdrawn_at) ORDER BY user_id
                ON CONFLICT (user_id) DO UPDATE
                SET applied_version = greatest(mine.applied_version, excluded.applied_version),
                    withdrawn_at = coalesce(excluded.withdrawn_at, mine.withdrawn_at),
                    wanted = excluded.wanted, state = 'DUE', due_at = now(), marks = mine.marks + 1,
                    marked_at = now(), attempts = 0, hindrance = NULL, reason = NULL
                """;
        List<Mark> all = List.copyOf(marks);
        int _ =
                tx.createUpdate(sql)
                        .bindArray(
                                "users",
                                UUID.class,
                                all.stream().map(mark -> mark.user().value()).toList())
                        .bindArray("versions", Long.class, all.stream().map(Mark::version).toList())
                        .bindArray(
                                "wanted",
                                String.class,
                                all.stream().map(mark -> mark.wanted().name()).toList())
                        .bindArray(
                                "withdrawn",
                                String.class,
                                all.stream()
                                        .map(mark ->
                                                mark.withdrawnAt()
                                                        .map(Instant::toString)
                                                        .orElse(""))
                                        .toList())
                        .execute();
    }

    /// Zoom is looked at anew, whatever it was given before.
    void forget(Handle tx, UserId user) {
        int _ = tx.execute("UPDATE zoom_account SET pushed = NULL WHERE user_id = ?", user.value());
    }

    /// Who waits is tried now.
    ///
    /// @return how many there were
    int wake(Handle tx, Collection<UserId> users) {
        return tx.execute(
                """
                UPDATE zoom_account SET due_at = now(), marks = marks + 1, attempts = 0
                WHERE user_id = ANY (?) AND state IN ('WAITING', 'BLOCKED')
                """,
                (Object) UserId.values(users));
    }

    /// So many licences may be free: those who wait longest for one try.
    int wakeForLicence(Handle tx, int freed) {
        return freed == 0
                ? 0
                : tx.execute(
                        """
                        UPDATE zoom_account SET due_at = now(), marks = marks + 1, attempts = 0
                        WHERE user_id IN (SELECT user_id FROM zoom_account
                            WHERE due_at > now() AND hindrance = 'LICENCE' ORDER BY marked_at LIMIT ?
                            FOR UPDATE SKIP LOCKED)
                        """,
                        freed);
    }

    /// Takes users whose time has come, for as long as the lease lasts.
    List<AccountRow> lease(Handle tx, int atMost, Duration lease) {
        return tx.select(
                        """
                        UPDATE zoom_account a SET leased_until = now() + make_interval(secs => ?), attempts = attempts + 1
                        FROM (SELECT user_id FROM zoom_account WHERE due_at <= now() AND leased_until <= now()
                              ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED) due
                        WHERE a.user_id = due.user_id
                        RETURNING a.user_id, applied_version, marks, extract(epoch FROM now() - marked_at) AS marked_for,
                            zoom_user_id, pushed, off_by_us, withdrawn_at, attempts
                        """,
                        seconds(lease),
                        atMost)
                .map(ROW)
                .list();
    }

    /// Which of these users somebody works on now.
    Set<UserId> leased(Handle tx, Collection<UserId> users) {
        return found(
                tx,
                "SELECT user_id FROM zoom_account WHERE user_id = ANY (?) AND leased_until > now()",
                users);
    }

    /// Gives a leased user back untried.
    void later(Handle tx, AccountRow row, Duration pause) {
        int _ =
                tx.execute(
                        """
                        UPDATE zoom_account SET leased_until = '-infinity', attempts = greatest(attempts - 1, 0),
                            due_at = now() + make_interval(secs => ?)
                        WHERE user_id = ?
                        """,
                        seconds(pause),
                        row.userId().value());
    }

    /// Writes down what came of it. Whoever was marked meanwhile stays due.
    void write(Handle tx, AccountRow row, Wanted wanted, AccountResult result) {
        Optional<Hindrance> hindrance = result.hindrance().map(AccountResult.Hindered::by);
        AccountState state = hindrance.map(Hindrance::state).orElse(AccountState.DONE);
        int _ =
                tx.createUpdate(
                                """
                                UPDATE zoom_account SET zoom_user_id = :zoomUser, pushed = :pushed, off_by_us = :off,
                                    leased_until = '-infinity',
                                    wanted = CASE WHEN marks = :marks THEN :wanted ELSE wanted END,
                                    state = CASE WHEN marks = :marks THEN :state ELSE 'DUE' END,
                                    hindrance = CASE WHEN marks = :marks THEN :hindrance END,
                                    reason = CASE WHEN marks = :marks THEN :reason END,
                                    attempts = CASE WHEN :state = 'DONE' THEN 0 ELSE attempts END,
                                    due_at = CASE WHEN marks <> :marks THEN now()
                                        WHEN :state <> 'DONE' THEN now() + make_interval(secs => :pause) END
                                WHERE user_id = :user
                                """)
                        .bind("zoomUser", result.zoomUserId().map(ZoomUserId::value).orElse(null))
                        .bind("pushed", result.pushed().orElse(null))
                        .bind("off", result.offByUs())
                        .bind("marks", row.marks())
                        .bind("wanted", wanted.name())
                        .bind("state", state.name())
                        .bind("hindrance", hindrance.map(Hindrance::name).orElse(null))
                        .bind(
                                "reason",
                                result.hindrance().map(AccountResult.Hindered::reason).orElse(null))
                        .bind(
                                "pause",
                                seconds(
                                        hindrance
                                                .map(by -> by.pause(row.attempts()))
                                                .orElse(Duration.ZERO)))
                        .bind("user", row.userId().value())
                        .execute();
    }

    private static Set<UserId> found(Handle tx, String sql, Collection<UserId> users) {
        return new HashSet<>(
                tx.select(sql, (Object) UserId.values(users))
                        .map((row, _) -> new UserId(row.getObject(1, UUID.class)))
                        .list());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
