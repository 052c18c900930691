package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `directory_user`, written.
@ApplicationScoped
class Users {

    /// Stores new users, who are in no group yet. In one statement, which sees one policy: a policy
    /// that changes meanwhile waits for it, and then finds them.
    ///
    /// In the order of names, so that two of these statements cannot wait for each other.
    ///
    /// @return those who are stored, and whether they are eligible, which is so only if everybody
    ///   is; a user whose name is taken is missing
    Map<UserId, Boolean> insert(Handle tx, List<DirectoryUser> users) {
        Map<UserId, Boolean> stored = new HashMap<>();
        tx.select(
                        """
                        INSERT INTO directory_user (id, user_name, user_name_key, external_id, email, email_key,
                            display_name, active, eligible, status, version, document, created_at, updated_at,
                            decided_at, profiled_at)
                        SELECT n.id, n.user_name, n.user_name_key, n.external_id, n.email, n.email_key,
                            n.display_name, n.active, p.everybody,
                            CASE WHEN p.everybody THEN n.status_if_eligible ELSE n.status_if_not END,
                            n.version, n.document::jsonb, n.created_at::timestamptz, n.created_at::timestamptz,
                            n.decided_at::timestamptz, n.profiled_at::timestamptz
                        FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                ?::boolean[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                            n(id, user_name, user_name_key, external_id, email, email_key, display_name, active,
                                status_if_eligible, status_if_not, version, document, created_at, decided_at, profiled_at),
                            (SELECT eligible_groups = '{}' AS everybody FROM directory_policy) p
                        ORDER BY n.user_name_key
                        ON CONFLICT (user_name_key) WHERE status <> 'REMOVED' DO NOTHING
                        RETURNING id, eligible
                        """,
                        column(users, UUID[]::new, user -> user.id().value()),
                        text(users, user -> user.profile().userName()),
                        text(users, user -> Profile.userNameKey(user.profile().userName())),
                        text(
                                users,
                                user ->
                                        user.profile()
                                                .externalId()
                                                .map(ExternalId::value)
                                                .orElse(null)),
                        text(
                                users,
                                user ->
                                        user.profile()
                                                .email()
                                                .map(EmailAddress::value)
                                                .orElse(null)),
                        text(
                                users,
                                user -> user.profile().email().map(EmailAddress::key).orElse(null)),
                        text(users, user -> user.profile().displayName().orElse(null)),
                        column(users, Boolean[]::new, user -> user.profile().active()),
                        text(users, user -> DirectoryUser.statusOf(user.profile(), true).name()),
                        text(users, user -> DirectoryUser.statusOf(user.profile(), false).name()),
                        column(users, Long[]::new, DirectoryUser::version),
                        text(users, user -> user.profile().document()),
                        text(users, user -> user.createdAt().toString()),
                        text(users, user -> text(user.heard().decidedAt())),
                        text(users, user -> text(user.heard().profiledAt())))
                .map((row, _) ->
                        Map.entry(new UserId(row.getObject(1, UUID.class)), row.getBoolean(2)))
                .forEach(one -> stored.put(one.getKey(), one.getValue()));
        return stored;
    }

    void update(Handle tx, DirectoryUser user) {
        Profile profile = user.profile();
        int _ =
                tx.execute(
                        """
                        UPDATE directory_user SET user_name = ?, user_name_key = ?, external_id = ?, email = ?,
                            email_key = ?, display_name = ?, active = ?, zoom_user_id = ?, active_at_zoom = ?, status = ?,
                            version = ?, document = ?::jsonb, updated_at = ?, decided_at = ?, profiled_at = ?
                        WHERE id = ?
                        """,
                        profile.userName(),
                        Profile.userNameKey(profile.userName()),
                        profile.externalId().map(ExternalId::value).orElse(null),
                        profile.email().map(EmailAddress::value).orElse(null),
                        profile.email().map(EmailAddress::key).orElse(null),
                        profile.displayName().orElse(null),
                        profile.active(),
                        user.zoomUserId().map(ZoomUserId::value).orElse(null),
                        user.activeAtZoom(),
                        user.status().name(),
                        user.version(),
                        profile.document(),
                        user.updatedAt().atOffset(ZoneOffset.UTC),
                        moment(user.heard().decidedAt()),
                        moment(user.heard().profiledAt()),
                        user.id().value());
    }

    /// Writes how recent the words are, of a user whom they did not change.
    void updateHeard(Handle tx, DirectoryUser user) {
        int _ =
                tx.execute(
                        "UPDATE directory_user SET decided_at = ?, profiled_at = ? WHERE id = ?",
                        moment(user.heard().decidedAt()),
                        moment(user.heard().profiledAt()),
                        user.id().value());
    }

    private static @Nullable OffsetDateTime moment(Optional<Instant> moment) {
        return moment.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    /// Writes whether they are eligible and what follows from it, of many at once.
    void updateStatus(Handle tx, List<DirectoryUser> users) {
        int _ =
                tx.execute(
                        """
                        UPDATE directory_user u SET eligible = n.eligible, status = n.status, version = n.version,
                            zoom_user_id = n.zoom_user_id, updated_at = n.updated_at
                        FROM unnest(?::uuid[], ?::boolean[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[])
                            n(id, eligible, status, version, zoom_user_id, updated_at)
                        WHERE u.id = n.id
                        """,
                        column(users, UUID[]::new, user -> user.id().value()),
                        column(users, Boolean[]::new, DirectoryUser::eligible),
                        column(users, String[]::new, user -> user.status().name()),
                        column(users, Long[]::new, DirectoryUser::version),
                        column(
                                users,
                                String[]::new,
                                user -> user.zoomUserId().map(ZoomUserId::value).orElse(null)),
                        column(users, String[]::new, user -> user.updatedAt().toString()));
    }

    private static <T> T[] column(
            List<DirectoryUser> users,
            IntFunction<T[]> array,
            Function<DirectoryUser, ? extends @Nullable T> part) {
        return users.stream().map(part).toArray(array);
    }

    private static String[] text(
            List<DirectoryUser> users, Function<DirectoryUser, @Nullable String> part) {
        return column(users, String[]::new, part);
    }

    private static @Nullable String text(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse(null);
    }

    /// @return in the order of ids, in which they are locked
    List<DirectoryUser> lockAll(Handle tx, List<UUID> ids) {
        return tx.select(
                        UserRow.SELECT + " WHERE id = ANY (?) ORDER BY id FOR UPDATE",
                        (Object) ids.toArray(UUID[]::new))
                .map(new UserRow())
                .list();
    }

    Optional<DirectoryUser> lock(Handle tx, UserId id) {
        return tx.select(UserRow.SELECT + " WHERE id = ? FOR UPDATE", id.value())
                .map(new UserRow())
                .findOne();
    }

    /// Everybody who has one of these names and was not removed by that time.
    ///
    /// @return in the order of ids, in which they are locked
    List<DirectoryUser> lockNamed(Handle tx, UserReference reference, Instant at) {
        return named(reference, at).on(tx).map(new UserRow()).list();
    }

    static SqlText named(UserReference reference, Instant at) {
        SqlText sql = new SqlText().add(UserRow.SELECT).add(" WHERE (FALSE");
        reference.id().ifPresent(id -> sql.add(" OR id = ?", id.value()));
        reference.zoomUserId().ifPresent(id -> sql.add(" OR zoom_user_id = ?", id.value()));
        reference.externalId().ifPresent(id -> sql.add(" OR external_id = ?", id.value()));
        reference.userName().map(Profile::userNameKey).ifPresent(name -> addName(sql, name));
        reference.email().ifPresent(email -> sql.add(" OR email_key = ?", email.key()));
        return sql.add(
                ") AND (status <> 'REMOVED' OR COALESCE(decided_at, updated_at) > ?) ORDER BY id"
                        + " FOR UPDATE",
                at.atOffset(ZoneOffset.UTC));
    }

    /// An index for each.
    private static void addName(SqlText sql, String name) {
        SqlText _ =
                sql.add(
                        " OR (user_name_key = ? AND status <> 'REMOVED')"
                                + " OR (user_name_key = ? AND status = 'REMOVED')",
                        name,
                        name);
    }
}
