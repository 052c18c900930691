package dev.hostkeysync.directory;

import dev.hostkeysync.identity.GroupId;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// Groups and memberships, read.
@ApplicationScoped
public class GroupReader {

    private final Jdbi jdbi;

    GroupReader(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<DirectoryGroup> byId(GroupId id) {
        return jdbi.withHandle(handle ->
                handle.select(GroupRow.SELECT + " WHERE id = ?", id.value())
                        .map(new GroupRow())
                        .findOne());
    }

    /// The direct members of each of these groups, in the order of their ids.
    ///
    /// @param atMost of all groups together
    /// @return empty when there are more
    public Optional<Map<GroupId, List<Member>>> members(Collection<GroupId> groups, int atMost) {
        UUID[] ids = groups.stream().map(GroupId::value).toArray(UUID[]::new);
        record Row(GroupId group, Member member) {}
        List<Row> rows =
                jdbi.withHandle(handle ->
                        handle.select(
                                        """
                                        SELECT m.group_id, m.member_id, m.type,
                                            coalesce(u.display_name, u.user_name, g.display_name)
                                        FROM directory_member m
                                        LEFT JOIN directory_user u ON u.id = m.member_id
                                        LEFT JOIN directory_group g ON g.id = m.member_id
                                        WHERE m.group_id = ANY (?) ORDER BY m.group_id, m.member_id LIMIT ?
                                        """,
                                        ids,
                                        atMost + 1)
                                .map((row, _) ->
                                        new Row(
                                                new GroupId(row.getObject(1, UUID.class)),
                                                new Member(
                                                        row.getObject(2, UUID.class),
                                                        Member.Type.valueOf(
                                                                row.getString(3)
                                                                        .toUpperCase(Locale.ROOT)),
                                                        row.getString(4))))
                                .list());
        return rows.size() > atMost
                ? Optional.empty()
                : Optional.of(
                        rows.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Row::group,
                                                Collectors.mapping(
                                                        Row::member, Collectors.toList()))));
    }

    /// The groups of each of these users, direct ones and those around them, by name. Who is in
    /// none is missing.
    ///
    /// UNION, not UNION ALL: groups may contain one another.
    public Map<UserId, List<Membership>> groupsOf(Collection<UserId> users) {
        UUID[] members = members(users);
        return members.length == 0 ? Map.of() : groupsOf(members);
    }

    /// Those who are in any group: for most that is the end of it, and it costs PostgreSQL a tenth
    /// of planning the way up.
    private UUID[] members(Collection<UserId> users) {
        return jdbi.withHandle(handle ->
                        handle.select(
                                        "SELECT DISTINCT member_id FROM directory_member WHERE member_id = ANY (?)",
                                        (Object)
                                                users.stream()
                                                        .map(UserId::value)
                                                        .toArray(UUID[]::new))
                                .mapTo(UUID.class)
                                .list())
                .toArray(UUID[]::new);
    }

    private Map<UserId, List<Membership>> groupsOf(UUID[] ids) {
        record Row(UserId user, Membership membership) {}
        return jdbi
                .withHandle(handle ->
                        handle.select(
                                        """
                                        WITH RECURSIVE around(user_id, group_id, direct) AS (
                                            SELECT member_id, group_id, true FROM directory_member WHERE member_id = ANY (?)
                                            UNION
                                            SELECT a.user_id, m.group_id, false FROM around a
                                            JOIN directory_member m ON m.member_id = a.group_id)
                                        SELECT a.user_id, g.id, g.display_name, bool_or(a.direct) FROM around a
                                        JOIN directory_group g ON g.id = a.group_id
                                        GROUP BY a.user_id, g.id ORDER BY g.display_name_key
                                        """,
                                        (Object) ids)
                                .map((row, _) ->
                                        new Row(
                                                new UserId(row.getObject(1, UUID.class)),
                                                new Membership(
                                                        new GroupId(row.getObject(2, UUID.class)),
                                                        row.getString(3),
                                                        row.getBoolean(4))))
                                .list())
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Row::user,
                                Collectors.mapping(Row::membership, Collectors.toList())));
    }
}
