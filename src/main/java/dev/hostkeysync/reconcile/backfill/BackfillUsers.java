package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The table `backfill_user`.
@ApplicationScoped
class BackfillUsers {

    /// Where those stand with the sync loop whom it was given.
    static final String STANDINGS =
            """
            SELECT u.user_key, u.state AS was, u.reason AS because, s.state, s.wanted, s.reason,
                h.user_id IS NOT NULL AS has_key,
                s.in_doubt_since < now() - interval '15 minutes' AS long_in_doubt
            FROM backfill_user u JOIN sync_user s ON s.user_id = u.user_id
            LEFT JOIN host_key h ON h.user_id = u.user_id AND h.state = 'ACTIVE' AND NOT h.concealed
            WHERE u.backfill_id = ? AND u.state = ANY (?)
            """;

    /// @param listed as Zoom told them
    record Entry(Listed listed, UserState state, Optional<String> reason, Optional<UserId> user) {}

    /// One line of the list of users.
    record Line(
            String key,
            Optional<UUID> userId,
            Optional<String> zoomUserId,
            Optional<String> email,
            UserState state,
            Optional<String> reason) {}

    /// The next ones of Zoom's list, in the order of keys.
    List<Listed> census(Handle tx, UUID census, String after, int atMost) {
        return tx.select(
                        """
                        SELECT * FROM census_user WHERE census_id = ? AND user_key > ? ORDER BY user_key LIMIT ?
                        """,
                        census,
                        after,
                        atMost)
                .map((row, _) -> Listed.ofCensus(row))
                .list();
    }

    /// Names are kept of those only who are still to be taken up.
    void add(Handle tx, UUID id, Collection<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        int _ =
                tx.createUpdate(
                                """
                                INSERT INTO backfill_user (backfill_id, user_key, zoom_user_id, email, first_name, last_name,
                                    display_name, department, user_id, state, reason)
                                SELECT :id, e.* FROM unnest(:keys, :zoomIds, :emails, :firstNames, :lastNames, :displayNames,
                                    :departments, :users, :states, :reasons) AS e
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", id)
                        .bindArray("keys", String.class, of(entries, e -> e.listed().key()))
                        .bindArray("zoomIds", String.class, of(entries, BackfillUsers::zoomUserId))
                        .bindArray("emails", String.class, of(entries, BackfillUsers::email))
                        .bindArray(
                                "firstNames",
                                String.class,
                                of(entries, e -> planned(e, Listed::firstName)))
                        .bindArray(
                                "lastNames",
                                String.class,
                                of(entries, e -> planned(e, Listed::lastName)))
                        .bindArray(
                                "displayNames",
                                String.class,
                                of(entries, e -> planned(e, Listed::displayName)))
                        .bindArray(
                                "departments",
                                String.class,
                                of(entries, e -> planned(e, Listed::department)))
                        .bindArray("users", UUID.class, of(entries, BackfillUsers::userId))
                        .bindArray("states", String.class, of(entries, e -> e.state().name()))
                        .bindArray(
                                "reasons", String.class, of(entries, e -> e.reason().orElse(null)))
                        .execute();
    }

    /// Those whose turn is next, in the order of keys.
    List<Listed> planned(Handle tx, UUID id, int atMost) {
        return tx.select(
                        """
                        SELECT * FROM backfill_user WHERE backfill_id = ? AND state = 'PLANNED'
                        ORDER BY state, reason, user_key LIMIT ?
                        """,
                        id,
                        atMost)
                .map((row, _) -> Listed.ofPlan(row))
                .list();
    }

    /// Writes what became of planned users.
    void taken(Handle tx, UUID id, Collection<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        int _ =
                tx.createUpdate(
                                """
                                UPDATE backfill_user b SET state = e.state, reason = e.reason,
                                    user_id = coalesce(e.user_id, b.user_id),
                                    first_name = NULL, last_name = NULL, display_name = NULL, department = NULL
                                FROM unnest(:keys, :users, :states, :reasons) AS e (user_key, user_id, state, reason)
                                WHERE b.backfill_id = :id AND b.user_key = e.user_key
                                """)
                        .bind("id", id)
                        .bindArray("keys", String.class, of(entries, e -> e.listed().key()))
                        .bindArray("users", UUID.class, of(entries, BackfillUsers::userId))
                        .bindArray("states", String.class, of(entries, e -> e.state().name()))
                        .bindArray(
                                "reasons", String.class, of(entries, e -> e.reason().orElse(null)))
                        .execute();
    }

    /// @param states of whom it is looked up
    void refresh(Handle tx, UUID id, List<UserState> states) {
        Map<Became, List<String>> changed = new HashMap<>();
        tx.select(STANDINGS, id, names(states))
                .map((row, _) -> {
                    Became now = Became.of(row);
                    boolean isNews =
                            !now.state().name().equals(row.getString("was"))
                                    || !now.reason()
                                            .equals(Optional.ofNullable(row.getString("because")));
                    return isNews
                            && changed.computeIfAbsent(now, _ -> new ArrayList<>())
                                    .add(row.getString("user_key"));
                })
                .list();
        changed.forEach((now, keys) -> {
            int _ =
                    tx.execute(
                            "UPDATE backfill_user SET state = ?, reason = ? WHERE backfill_id = ? AND user_key = ANY (?)",
                            now.state().name(),
                            now.reason().orElse(null),
                            id,
                            keys.toArray(String[]::new));
        });
    }

    /// Locks the work on all of these users, in one order for everybody, and makes what is missing:
    /// orders are marked one after the other, and must not wait for each other's rows.
    void lockWork(Handle tx, Collection<UserId> users) {
        UUID[] ids = users.stream().map(UserId::value).toArray(UUID[]::new);
        int _ =
                tx.execute(
                        "INSERT INTO sync_user (user_id) SELECT unnest(?::uuid[]) AS id ORDER BY id"
                                + " ON CONFLICT DO NOTHING",
                        (Object) ids);
        List<UUID> _ =
                tx.select(
                                "SELECT user_id FROM sync_user WHERE user_id = ANY (?) ORDER BY user_id FOR UPDATE",
                                (Object) ids)
                        .mapTo(UUID.class)
                        .list();
    }

    /// How many stand so. For states in which few are.
    int standing(Handle tx, UUID id, Collection<UserState> states) {
        return tx.select(
                        "SELECT count(*) FROM backfill_user WHERE backfill_id = ? AND state = ANY (?)",
                        id,
                        names(states))
                .mapTo(Integer.class)
                .one();
    }

    /// Nobody can be told any more by their address or name.
    void forgetNames(Handle tx, UUID id) {
        int _ =
                tx.execute(
                        """
                        UPDATE backfill_user SET email = NULL, first_name = NULL, last_name = NULL, display_name = NULL,
                            department = NULL,
                            user_key = CASE WHEN user_key LIKE 'email:%' THEN 'nameless:' || gen_random_uuid() ELSE user_key END
                        WHERE backfill_id = ?
                        """,
                        id);
    }

    Counts count(Handle handle, UUID id) {
        Map<String, Integer> states = new HashMap<>();
        Map<String, Integer> skipped = new HashMap<>();
        handle.select(
                        """
                        SELECT state, CASE WHEN state = 'SKIPPED' THEN reason END AS why, count(*)
                        FROM backfill_user WHERE backfill_id = ? GROUP BY 1, 2
                        """,
                        id)
                .map((row, _) -> {
                    UserState state = UserState.valueOf(row.getString(1));
                    int _ = states.merge(state.wireName(), row.getInt(3), Integer::sum);
                    @Nullable String why = row.getString(2);
                    return why == null ? 0 : skipped.merge(why, row.getInt(3), Integer::sum);
                })
                .list();
        return new Counts(Map.copyOf(states), Map.copyOf(skipped));
    }

    /// @param after the key of the last one told
    List<Line> page(
            Handle handle,
            UUID id,
            Optional<UserState> state,
            Optional<String> reason,
            String after,
            int atMost) {
        // Only what is asked for, so that an index serves it.
        Query query =
                handle.createQuery(
                        "SELECT * FROM backfill_user WHERE backfill_id = :id AND user_key > :after"
                                + state.map(_ -> " AND state = :state").orElse("")
                                + reason.map(_ -> " AND reason = :reason").orElse("")
                                + " ORDER BY user_key LIMIT :most");
        state.ifPresent(one -> query.bind("state", one.name()));
        reason.ifPresent(one -> query.bind("reason", one));
        return query.bind("id", id)
                .bind("after", after)
                .bind("most", atMost)
                .map((row, _) ->
                        new Line(
                                row.getString("user_key"),
                                Optional.ofNullable(row.getObject("user_id", UUID.class)),
                                Optional.ofNullable(row.getString("zoom_user_id")),
                                Optional.ofNullable(row.getString("email")),
                                UserState.valueOf(row.getString("state")),
                                Optional.ofNullable(row.getString("reason"))))
                .list();
    }

    private static String[] names(Collection<UserState> states) {
        return states.stream().map(UserState::name).toArray(String[]::new);
    }

    private static <T extends @Nullable Object> List<T> of(
            Collection<Entry> entries, Function<Entry, T> column) {
        return entries.stream().map(column).toList();
    }

    private static @Nullable String planned(
            Entry entry, Function<Listed, Optional<String>> column) {
        return entry.state() == UserState.PLANNED
                ? column.apply(entry.listed()).orElse(null)
                : null;
    }

    private static @Nullable String zoomUserId(Entry entry) {
        return entry.listed().zoomUserId().map(ZoomUserId::value).orElse(null);
    }

    private static @Nullable String email(Entry entry) {
        return entry.listed().email().map(EmailAddress::value).orElse(null);
    }

    private static @Nullable UUID userId(Entry entry) {
        return entry.user().map(UserId::value).orElse(null);
    }
}
