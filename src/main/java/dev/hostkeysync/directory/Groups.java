package dev.hostkeysync.directory;

import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.GroupId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `directory_group`, written.
@ApplicationScoped
class Groups {

    void insert(Handle tx, DirectoryGroup group) {
        GroupProfile profile = group.profile();
        int _ =
                tx.execute(
                        """
                        INSERT INTO directory_group (id, display_name, display_name_key, external_id, version, document,
                            created_at, updated_at)
                        VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?)
                        """,
                        group.id().value(),
                        profile.displayName(),
                        GroupProfile.key(profile.displayName()),
                        profile.externalId().map(ExternalId::value).orElse(null),
                        group.version(),
                        profile.document(),
                        group.createdAt().atOffset(ZoneOffset.UTC),
                        group.updatedAt().atOffset(ZoneOffset.UTC));
    }

    void update(Handle tx, DirectoryGroup group) {
        GroupProfile profile = group.profile();
        int _ =
                tx.execute(
                        """
                        UPDATE directory_group SET display_name = ?, display_name_key = ?, external_id = ?, version = ?,
                            document = ?::jsonb, updated_at = ?
                        WHERE id = ?
                        """,
                        profile.displayName(),
                        GroupProfile.key(profile.displayName()),
                        profile.externalId().map(ExternalId::value).orElse(null),
                        group.version(),
                        profile.document(),
                        group.updatedAt().atOffset(ZoneOffset.UTC),
                        group.id().value());
    }

    Optional<DirectoryGroup> lock(Handle tx, GroupId id) {
        return tx.select(GroupRow.SELECT + " WHERE id = ? FOR UPDATE", id.value())
                .map(new GroupRow())
                .findOne();
    }

    /// Its members are no longer in it.
    void delete(Handle tx, GroupId id) {
        int _ = tx.execute("DELETE FROM directory_group WHERE id = ?", id.value());
    }
}
