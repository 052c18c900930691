package dev.hostkeysync.reconcile.census;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.zoom.PageToken;
import dev.hostkeysync.zoom.UserListing;
import dev.hostkeysync.zoom.ZoomUser;
import dev.hostkeysync.zoom.ZoomUserStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables `census`, `census_list` and `census_user`.
@ApplicationScoped
class CensusRows {

    /// Whoever accepts an invitation, or is switched off, moves to a list that is read later.
    private static final List<ZoomUserStatus> ORDER =
            List.of(ZoomUserStatus.PENDING, ZoomUserStatus.ACTIVE, ZoomUserStatus.INACTIVE);

    /// Where reading goes on.
    ///
    /// @param step the write after which that was so
    record Place(
            int position,
            ZoomUserStatus status,
            int step,
            Optional<PageToken> token,
            int restarts) {}

    /// @param next empty = everything was read
    record Progress(double share, Optional<Place> next, int listed, int unreadable, int expected) {}

    void begin(Handle tx, UUID id, double share) {
        int _ = tx.execute("INSERT INTO census (id, share) VALUES (?, ?)", id, share);
        for (ZoomUserStatus status : ORDER) {
            int _ =
                    tx.execute(
                            "INSERT INTO census_list (census_id, status, position) VALUES (?, ?, ?)",
                            id,
                            status.name(),
                            ORDER.indexOf(status));
        }
    }

    void forget(Handle tx, UUID id) {
        int _ = tx.execute("DELETE FROM census WHERE id = ?", id);
    }

    Progress progress(Handle handle, UUID id) {
        Optional<Place> next =
                handle.select(
                                """
                                SELECT position, status, step, page_token, restarts FROM census_list
                                WHERE census_id = ? AND NOT complete ORDER BY position LIMIT 1
                                """,
                                id)
                        .map((row, _) ->
                                new Place(
                                        row.getInt(1),
                                        ZoomUserStatus.valueOf(row.getString(2)),
                                        row.getInt(3),
                                        Optional.ofNullable(row.getString(4)).map(PageToken::new),
                                        row.getInt(5)))
                        .findOne();
        return handle.select(
                        """
                        SELECT c.share, sum(l.listed), sum(l.unreadable), sum(greatest(l.expected, l.listed))
                        FROM census c JOIN census_list l ON l.census_id = c.id WHERE c.id = ? GROUP BY c.share
                        """,
                        id)
                .map((row, _) ->
                        new Progress(
                                Math.min(1, row.getDouble(1)),
                                next,
                                row.getInt(2),
                                row.getInt(3),
                                row.getInt(4)))
                .findOne()
                .orElseThrow(() -> new NoSuchCensus(id));
    }

    int count(Handle handle, UUID id) {
        return handle.select("SELECT count(*) FROM census_user WHERE census_id = ?", id)
                .mapTo(Integer.class)
                .one();
    }

    /// Turns the page.
    ///
    /// @return false when somebody else did so meanwhile: what was read must be dropped
    boolean turn(Handle tx, UUID id, Place place, UserListing.Page page) {
        return tx.execute(
                        """
                        UPDATE census_list SET step = step + 1, page_token = ?, complete = ?, listed = listed + ?,
                            unreadable = unreadable + ?, expected = greatest(expected, ?)
                        WHERE census_id = ? AND position = ? AND step = ?
                        """,
                        page.next().map(PageToken::value).orElse(null),
                        page.next().isEmpty(),
                        page.users().size(),
                        page.unreadable(),
                        page.total(),
                        id,
                        place.position(),
                        place.step())
                == 1;
    }

    /// Back to the beginning of this list; what was read of it is told again.
    void restart(Handle tx, UUID id, Place place) {
        int mine =
                tx.execute(
                        """
                        UPDATE census_list SET step = step + 1, page_token = NULL, listed = 0, unreadable = 0,
                            expected = 0, restarts = restarts + 1
                        WHERE census_id = ? AND position = ? AND step = ?
                        """,
                        id,
                        place.position(),
                        place.step());
        if (mine == 1) {
            int _ =
                    tx.execute(
                            "DELETE FROM census_user WHERE census_id = ? AND listed_as = ?",
                            id,
                            place.status().name());
        }
    }

    /// @param listedAs of which list the page is
    void put(Handle tx, UUID id, ZoomUserStatus listedAs, List<ZoomUser> page) {
        Map<String, ZoomUser> users = new LinkedHashMap<>();
        page.forEach(user -> users.put(key(user), user));
        replaceByEmail(tx, id, users);
        int _ =
                tx.createUpdate(
                                """
                                INSERT INTO census_user (census_id, user_key, zoom_user_id, email, email_key, type, status,
                                    listed_as, first_name, last_name, display_name, department, unique_id, created_at,
                                    last_login_at)
                                SELECT :census, p.user_key, p.zoom_user_id, p.email, p.email_key, p.type, p.status,
                                    :listedAs, p.first_name, p.last_name, p.display_name, p.department, p.unique_id,
                                    p.created_at::timestamptz, p.last_login_at::timestamptz
                                FROM unnest(:keys, :ids, :emails, :emailKeys, :types, :statuses, :firstNames, :lastNames,
                                        :displayNames, :departments, :uniqueIds, :created, :lastLogins)
                                    AS p (user_key, zoom_user_id, email, email_key, type, status, first_name, last_name,
                                        display_name, department, unique_id, created_at, last_login_at)
                                ON CONFLICT (census_id, user_key) DO UPDATE SET email = excluded.email,
                                    email_key = excluded.email_key, type = excluded.type, status = excluded.status,
                                    listed_as = excluded.listed_as, first_name = excluded.first_name,
                                    last_name = excluded.last_name, display_name = excluded.display_name,
                                    department = excluded.department, unique_id = excluded.unique_id,
                                    created_at = excluded.created_at, last_login_at = excluded.last_login_at
                                """)
                        .bind("census", id)
                        .bind("listedAs", listedAs.name())
                        .bindArray("keys", String.class, users.keySet())
                        .bindArray("ids", String.class, of(users, CensusRows::zoomUserId))
                        .bindArray("emails", String.class, of(users, CensusRows::email))
                        .bindArray("emailKeys", String.class, of(users, CensusRows::emailKey))
                        .bindArray("types", Integer.class, of(users, CensusRows::type))
                        .bindArray("statuses", String.class, of(users, u -> u.status().name()))
                        .bindArray("firstNames", String.class, of(users, u -> text(u.firstName())))
                        .bindArray("lastNames", String.class, of(users, u -> text(u.lastName())))
                        .bindArray(
                                "displayNames", String.class, of(users, u -> text(u.displayName())))
                        .bindArray(
                                "departments", String.class, of(users, u -> text(u.department())))
                        .bindArray("uniqueIds", String.class, of(users, u -> text(u.uniqueId())))
                        .bindArray("created", String.class, of(users, u -> moment(u.createdAt())))
                        .bindArray(
                                "lastLogins", String.class, of(users, u -> moment(u.lastLogin())))
                        .execute();
    }

    /// Who was listed without an id and has one now, or the other way round, is the same user.
    private static void replaceByEmail(Handle tx, UUID id, Map<String, ZoomUser> users) {
        int _ =
                tx.createUpdate(
                                """
                                DELETE FROM census_user u USING unnest(:emailKeys, :keys, :ids)
                                    AS p (email_key, user_key, zoom_user_id)
                                WHERE u.census_id = :census AND u.email_key = p.email_key
                                    AND u.user_key <> p.user_key
                                    AND (u.zoom_user_id IS NULL OR p.zoom_user_id IS NULL)
                                """)
                        .bind("census", id)
                        .bindArray("emailKeys", String.class, of(users, CensusRows::emailKey))
                        .bindArray("keys", String.class, users.keySet())
                        .bindArray("ids", String.class, of(users, CensusRows::zoomUserId))
                        .execute();
    }

    private static <T extends @Nullable Object> List<T> of(
            Map<String, ZoomUser> users, Function<ZoomUser, T> column) {
        Collection<ZoomUser> values = users.values();
        return values.stream().map(column).toList();
    }

    private static String key(ZoomUser user) {
        return user.id()
                .map(found -> "id:" + found.value())
                .orElseGet(() -> "email:" + emailKey(user));
    }

    private static @Nullable String zoomUserId(ZoomUser user) {
        return user.id().map(ZoomUserId::value).orElse(null);
    }

    private static @Nullable String email(ZoomUser user) {
        return user.email().map(EmailAddress::value).orElse(null);
    }

    private static @Nullable String emailKey(ZoomUser user) {
        return user.email().map(EmailAddress::key).orElse(null);
    }

    private static @Nullable Integer type(ZoomUser user) {
        return user.type().isPresent() ? user.type().getAsInt() : null;
    }

    /// PostgreSQL takes every character but one.
    private static @Nullable String text(Optional<String> value) {
        return value.map(text -> text.replace("\0", "")).orElse(null);
    }

    private static @Nullable String moment(Optional<Instant> value) {
        return value.map(Instant::toString).orElse(null);
    }
}
