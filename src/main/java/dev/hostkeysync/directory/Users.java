package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The table `directory_user`, written.
@ApplicationScoped
class Users {

    void insert(Handle tx, Collection<DirectoryUser> users) {
        try (PreparedBatch batch =
                tx.prepareBatch(
                        """
                        INSERT INTO directory_user (id, user_name, user_name_key, external_id, email, email_key,
                            display_name, active, zoom_user_id, status, version, document, created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        """)) {
            for (DirectoryUser user : users) {
                Profile profile = user.profile();
                batch.add(
                        user.id().value(),
                        profile.userName(),
                        Profile.userNameKey(profile.userName()),
                        profile.externalId().map(ExternalId::value).orElse(null),
                        profile.email().map(EmailAddress::value).orElse(null),
                        profile.email().map(EmailAddress::key).orElse(null),
                        profile.displayName().orElse(null),
                        profile.active(),
                        user.zoomUserId().map(ZoomUserId::value).orElse(null),
                        user.status().name(),
                        user.version(),
                        profile.document(),
                        user.createdAt().atOffset(ZoneOffset.UTC),
                        user.updatedAt().atOffset(ZoneOffset.UTC));
            }
            int[] _ = batch.execute();
        }
    }

    void update(Handle tx, DirectoryUser user) {
        Profile profile = user.profile();
        int _ =
                tx.execute(
                        """
                        UPDATE directory_user SET user_name = ?, user_name_key = ?, external_id = ?, email = ?,
                            email_key = ?, display_name = ?, active = ?, zoom_user_id = ?, status = ?, version = ?,
                            document = ?::jsonb, updated_at = ?
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
                        user.status().name(),
                        user.version(),
                        profile.document(),
                        user.updatedAt().atOffset(ZoneOffset.UTC),
                        user.id().value());
    }

    Optional<DirectoryUser> lock(Handle tx, UserId id) {
        return tx.select(UserRow.SELECT + " WHERE id = ? FOR UPDATE", id.value())
                .map(new UserRow())
                .findOne();
    }

    /// Finds by Zoom's id; only where nobody has it, by e-mail a user whose Zoom id is not known
    /// yet.
    Optional<DirectoryUser> lockByZoom(
            Handle tx, ZoomUserId zoomUserId, Optional<EmailAddress> email) {
        List<DirectoryUser> byId =
                tx.select(
                                UserRow.SELECT
                                        + " WHERE zoom_user_id = ? AND status <> 'REMOVED'"
                                        + " ORDER BY id DESC LIMIT 1 FOR UPDATE",
                                zoomUserId.value())
                        .map(new UserRow())
                        .list();
        if (!byId.isEmpty() || email.isEmpty()) {
            return byId.stream().findFirst();
        }
        return tx.select(
                        UserRow.SELECT
                                + " WHERE email_key = ? AND zoom_user_id IS NULL AND status <> 'REMOVED'"
                                + " ORDER BY id DESC LIMIT 1 FOR UPDATE",
                        email.get().key())
                .map(new UserRow())
                .findOne();
    }
}
