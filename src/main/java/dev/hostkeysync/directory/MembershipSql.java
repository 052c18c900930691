package dev.hostkeysync.directory;

import java.util.UUID;

/// Memberships as SQL: those of a user, nested groups included, and the direct ones of a group.
final class MembershipSql {

    private MembershipSql() {}

    /// A table of the memberships of `t`: with whom (`id`), and how.
    static String of(ResourceKind kind) {
        return switch (kind) {
            case USER ->
                    """
                    (WITH RECURSIVE above (id, direct) AS (
                        SELECT group_id, true FROM directory_member WHERE member_id = t.id
                        UNION SELECT m.group_id, false FROM directory_member m JOIN above ON m.member_id = above.id)
                     SELECT id, bool_or(direct) AS direct FROM above GROUP BY id)\
                    """;
            case GROUP ->
                    "(SELECT member_id AS id, type FROM directory_member WHERE group_id = t.id)";
        };
    }

    /// Bounds `t` by an index: to those in the group, or to the groups of the member.
    static void having(ResourceKind kind, SqlText sql, UUID id) {
        sql.add(
                switch (kind) {
                    case USER ->
                            """
                            t.id = ANY (ARRAY(
                                WITH RECURSIVE below (id) AS (
                                    SELECT ?::uuid
                                    UNION SELECT m.member_id FROM directory_member m JOIN below ON m.group_id = below.id
                                    WHERE m.type = 'Group')
                                SELECT m.member_id FROM directory_member m JOIN below ON m.group_id = below.id
                                WHERE m.type = 'User')) AND \
                            """;
                    case GROUP ->
                            "t.id = ANY (ARRAY(SELECT group_id FROM directory_member WHERE member_id = ?)) AND ";
                },
                id);
    }

    static String part(ResourceKind kind, String name) {
        return switch (name) {
            case "value" -> "m.id::text";
            case "type" ->
                    switch (kind) {
                        case USER -> "CASE WHEN m.direct THEN 'direct' ELSE 'indirect' END";
                        case GROUP -> "m.type";
                    };
            case "display" ->
                    """
                    (SELECT COALESCE(display_name, user_name) FROM directory_user WHERE id = m.id
                     UNION ALL SELECT display_name FROM directory_group WHERE id = m.id)\
                    """;
            default -> throw new IllegalArgumentException("memberships have no part " + name);
        };
    }
}
