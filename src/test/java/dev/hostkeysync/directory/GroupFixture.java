package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.GroupId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/// A directory with people and groups in it, told in few words.
final class GroupFixture {

    final TestDatabase database = TestDatabase.fresh();
    final DirectoryFixture directory =
            new DirectoryFixture(
                    database.jdbi(),
                    new FixedIds(),
                    InstantSource.fixed(Instant.parse("2026-11-22T10:15:30.123456Z")));

    UserId user(String name) {
        return user(name, true);
    }

    /// At most a hundred, in the order of their creation.
    List<DirectoryUser> everybody() {
        return directory
                .query()
                .page(new Search(Criteria.ALL, Sort.CREATED, new Search.Index(0), 100))
                .resources();
    }

    /// How many groups there are.
    long groups() {
        return directory
                .groupQuery()
                .page(new Search(Criteria.ALL, Sort.CREATED, new Search.Index(0), 0))
                .total();
    }

    UserId user(String name, boolean active) {
        ChangeResult result =
                directory
                        .directory()
                        .apply(new UserChange.Create(profile(name, active)), "scim:test");
        return ((ChangeResult.Changed) result).user().id();
    }

    static Profile profile(String name, boolean active) {
        return new Profile(
                name,
                Optional.empty(),
                Optional.of(new EmailAddress(name + "@example.com")),
                Optional.empty(),
                active,
                "{}");
    }

    void activate(UserId user, boolean active) {
        assertThat(
                        apply(
                                new UserChange.Edit(
                                        user,
                                        OptionalLong.empty(),
                                        was -> profile(was.userName(), active))))
                .isInstanceOf(ChangeResult.Changed.class);
    }

    ChangeResult apply(UserChange change) {
        return directory.directory().apply(change, "scim:test");
    }

    void removeUser(UserId user) {
        assertThat(apply(new UserChange.Remove(user, OptionalLong.empty())))
                .isInstanceOf(ChangeResult.Changed.class);
    }

    DirectoryUser read(UserId user) {
        return directory.reader().byId(user).orElseThrow();
    }

    GroupId group(String name, Object... members) {
        return changed(apply(new GroupChange.Create(named(name), ids(members)))).id();
    }

    static GroupProfile named(String name) {
        return new GroupProfile(name, Optional.empty(), "{\"displayName\":\"" + name + "\"}");
    }

    GroupResult apply(GroupChange change) {
        return directory.groups().apply(change, "scim:test");
    }

    GroupResult change(GroupId group, MemberChange members) {
        return apply(
                new GroupChange.Edit(
                        group, OptionalLong.empty(), was -> new GroupChange.Edited(was, members)));
    }

    GroupResult join(GroupId group, Object... members) {
        return change(group, MemberChange.add(ids(members)));
    }

    GroupResult leave(GroupId group, Object... members) {
        return change(group, MemberChange.remove(ids(members)));
    }

    GroupResult rename(GroupId group, String name) {
        return apply(
                new GroupChange.Edit(
                        group,
                        OptionalLong.empty(),
                        _ -> new GroupChange.Edited(named(name), MemberChange.NONE)));
    }

    GroupResult remove(GroupId group) {
        return apply(new GroupChange.Remove(group, OptionalLong.empty()));
    }

    static DirectoryGroup changed(GroupResult result) {
        assertThat(result).isInstanceOf(GroupResult.Changed.class);
        return ((GroupResult.Changed) result).group();
    }

    static Set<UUID> ids(Object... members) {
        Set<UUID> ids = new LinkedHashSet<>();
        for (Object member : members) {
            ids.add(member instanceof UserId user ? user.value() : ((GroupId) member).value());
        }
        return ids;
    }

    DirectoryGroup read(GroupId group) {
        return directory.groupReader().byId(group).orElseThrow();
    }

    /// Type and name of each member.
    List<String> members(GroupId group) {
        return directory
                .groupReader()
                .members(List.of(group), 100)
                .orElseThrow()
                .getOrDefault(group, List.of())
                .stream()
                .map(member -> member.type() + " " + member.display())
                .toList();
    }

    /// Name of each group of the user, and whether it is direct.
    List<String> groupsOf(UserId user) {
        Map<UserId, List<Membership>> groups = directory.groupReader().groupsOf(List.of(user));
        return groups.getOrDefault(user, List.of()).stream()
                .map(one -> one.displayName() + (one.direct() ? " direct" : " indirect"))
                .toList();
    }

    /// What was told of the user after their creation: the kinds of events, `(group)` for those of
    /// which a group is the cause, and the version.
    List<String> events(UserId user) {
        List<String> lines = OutboxFixture.lines(database.jdbi());
        List<String> values = OutboxFixture.values(database.jdbi());
        List<String> events = new java.util.ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(user.toString())) {
                String kind = lines.get(i).replaceAll(".*user\\.([a-z-]+)\\.v1.*", "$1");
                boolean group = values.get(i).contains("\"cause\":\"group\"");
                String version = values.get(i).replaceAll(".*\"version\":([0-9]+).*", "$1");
                String off = values.get(i).contains("\"active\":false") ? " inactive" : "";
                events.add(kind + off + (group ? " (group) " : " ") + version);
            }
        }
        return events;
    }
}
