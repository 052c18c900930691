package dev.hostkeysync.directory;

import dev.hostkeysync.identity.GroupId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The table `directory_member`, written in sets. The caller has locked the [Policy].
@ApplicationScoped
class Members {

    /// As many as an administrator reads in an error.
    private static final int NAMED = 10;

    /// Who came or went.
    record Moved(UUID id, boolean isGroup) {}

    /// Those of the ids that nobody has, the first few.
    List<UUID> unknown(Handle tx, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return tx.select(
                        """
                        SELECT w.id FROM unnest(?::uuid[]) w(id)
                        WHERE NOT EXISTS (SELECT FROM directory_user u WHERE u.id = w.id AND u.status <> 'REMOVED')
                            AND NOT EXISTS (SELECT FROM directory_group g WHERE g.id = w.id)
                        LIMIT ?
                        """,
                        array(ids),
                        NAMED)
                .mapTo(UUID.class)
                .list();
    }

    /// @return those who were none before
    List<Moved> join(Handle tx, GroupId group, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return moved(
                tx.select(
                        """
                        INSERT INTO directory_member (group_id, member_id, type)
                        SELECT ?, w.id, CASE WHEN g.id IS NULL THEN 'User' ELSE 'Group' END
                        FROM unnest(?::uuid[]) w(id) LEFT JOIN directory_group g ON g.id = w.id
                        ON CONFLICT DO NOTHING RETURNING member_id, type
                        """,
                        group.value(),
                        array(ids)));
    }

    /// @return those who were members
    List<Moved> leave(Handle tx, GroupId group, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return moved(
                tx.select(
                        """
                        DELETE FROM directory_member m USING unnest(?::uuid[]) w(id)
                        WHERE m.group_id = ? AND m.member_id = w.id RETURNING m.member_id, m.type
                        """,
                        array(ids),
                        group.value()));
    }

    /// @return those who were members and are none of these
    List<Moved> leaveAllBut(Handle tx, GroupId group, Collection<UUID> ids) {
        return moved(
                tx.select(
                        """
                        DELETE FROM directory_member m WHERE m.group_id = ?
                            AND NOT EXISTS (SELECT FROM unnest(?::uuid[]) w(id) WHERE w.id = m.member_id)
                        RETURNING m.member_id, m.type
                        """,
                        group.value(),
                        array(ids)));
    }

    /// A user or a group is no longer in any group; those it was in have a new version.
    void leaveEveryGroup(Handle tx, UUID member, Instant now) {
        int _ =
                tx.execute(
                        """
                        WITH gone AS (DELETE FROM directory_member WHERE member_id = ? RETURNING group_id)
                        UPDATE directory_group g SET version = version + 1, updated_at = ? FROM gone
                        WHERE g.id = gone.group_id
                        """,
                        member,
                        now.atOffset(ZoneOffset.UTC));
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static List<Moved> moved(Query query) {
        return query.map((row, _) ->
                        new Moved(row.getObject(1, UUID.class), row.getString(2).equals("Group")))
                .list();
    }
}
