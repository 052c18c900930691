package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The directory, read. Removed users are not found, except by [#current].
@ApplicationScoped
public class DirectoryReader {

    private final Jdbi jdbi;

    DirectoryReader(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<DirectoryUser> byId(UserId id) {
        return one(" WHERE id = ? AND status <> 'REMOVED'", id.value());
    }

    public Optional<DirectoryUser> byUserName(String userName) {
        return one(
                " WHERE user_name_key = ? AND status <> 'REMOVED'", Profile.userNameKey(userName));
    }

    public List<DirectoryUser> byEmail(EmailAddress email) {
        return many(" WHERE email_key = ? AND status <> 'REMOVED' ORDER BY id", email.key());
    }

    public List<DirectoryUser> byZoomUserId(ZoomUserId zoomUserId) {
        return many(
                " WHERE zoom_user_id = ? AND status <> 'REMOVED' ORDER BY id", zoomUserId.value());
    }

    /// Whom people and programs mean by one word: an e-mail address, Zoom's user id or our own.
    public Optional<DirectoryUser> find(String reference) {
        Optional<UserId> id = UserId.parse(reference);
        if (id.isPresent()) {
            return byId(id.get());
        }
        // Two users may share an address: the oldest is the one whose key Zoom holds.
        return EmailAddress.parse(reference)
                .map(this::byEmail)
                .or(() -> ZoomUserId.parse(reference).map(this::byZoomUserId))
                .orElse(List.of())
                .stream()
                .findFirst();
    }

    /// Whom people know by an address, and nobody else.
    ///
    /// @param email whatever somebody sent
    public Optional<DirectoryUser> findPerson(String email) {
        return EmailAddress.parse(email).map(this::byEmail).orElse(List.of()).stream().findFirst();
    }

    /// Whether a reference, as [#find] takes it, means the person of this address.
    public boolean isPerson(String reference, String email) {
        return findPerson(email)
                .filter(person ->
                        find(reference).filter(user -> user.id().equals(person.id())).isPresent())
                .isPresent();
    }

    /// The users as they stand now, tombstones included, in the caller's transaction.
    public Map<UserId, DirectoryUser> current(Handle tx, Collection<UserId> ids) {
        Map<UserId, DirectoryUser> users = new HashMap<>();
        UUID[] values = ids.stream().map(UserId::value).toArray(UUID[]::new);
        tx.select(UserRow.SELECT + " WHERE id = ANY (?)", (Object) values)
                .map(new UserRow())
                .forEach(user -> users.put(user.id(), user));
        return users;
    }

    /// Two users of ours with the same e-mail address or the same Zoom id.
    ///
    /// @param otherLives whether the other one was not removed
    public record Sharing(UserId user, UserId other, boolean otherLives) {}

    /// Who shares an address with one of these users; those who share with nobody are missing.
    public List<Sharing> sharing(Handle tx, Collection<UserId> users) {
        UUID[] ids = users.stream().map(UserId::value).toArray(UUID[]::new);
        return tx.select(
                        """
                        SELECT u.id, o.id, o.status <> 'REMOVED' FROM directory_user u
                        JOIN directory_user o ON o.email_key = u.email_key AND o.id <> u.id
                        WHERE u.id = ANY (?)
                        UNION
                        SELECT u.id, o.id, o.status <> 'REMOVED' FROM directory_user u
                        JOIN directory_user o ON o.zoom_user_id = u.zoom_user_id AND o.id <> u.id
                        WHERE u.id = ANY (?)
                        """,
                        ids,
                        ids)
                .map((row, _) ->
                        new Sharing(
                                new UserId(row.getObject(1, UUID.class)),
                                new UserId(row.getObject(2, UUID.class)),
                                row.getBoolean(3)))
                .list();
    }

    /// The groups that a user is in, directly or through others, as keys of their display names.
    public Set<String> groupsOf(Handle tx, UserId user) {
        return tx.select(
                        """
                        WITH RECURSIVE above(id) AS (
                            SELECT group_id FROM directory_member WHERE member_id = ?
                            UNION
                            SELECT m.group_id FROM above a JOIN directory_member m ON m.member_id = a.id)
                        SELECT g.display_name_key FROM above a JOIN directory_group g ON g.id = a.id
                        """,
                        user.value())
                .mapTo(String.class)
                .collect(Collectors.toSet());
    }

    private Optional<DirectoryUser> one(String where, Object value) {
        return many(where, value).stream().findFirst();
    }

    private List<DirectoryUser> many(String where, Object... values) {
        return jdbi.withHandle(
                handle -> handle.select(UserRow.SELECT + where, values).map(new UserRow()).list());
    }
}
