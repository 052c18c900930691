package dev.hostkeysync.scim;

import dev.hostkeysync.common.Ids;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Users and groups on a real database, empty at first, without HTTP: bodies in single quotes.
final class GroupProvider {

    static final String BASE = "https://keys.example.com/scim/v2";

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Optional<String> NONE = Optional.empty();

    private final UserEndpoint users;
    private final GroupEndpoint groups;
    private Optional<String> ifMatch = NONE;
    private Optional<String> ifNoneMatch = NONE;
    private Optional<String> attributes = NONE;
    private Optional<String> excluded = NONE;

    GroupProvider() {
        int _ =
                DATABASE.jdbi()
                        .withHandle(db ->
                                db.execute(
                                        "TRUNCATE directory_user, directory_group, directory_member, outbox"));
        DirectoryFixture directory =
                new DirectoryFixture(
                        DATABASE.jdbi(),
                        Ids.timeOrdered(),
                        InstantSource.fixed(Instant.parse("2026-03-01T10:00:00.123456Z")));
        users =
                new UserEndpoint(
                        directory.directory(),
                        directory.reader(),
                        directory.groupReader(),
                        directory.query());
        groups =
                new GroupEndpoint(
                        directory.groups(), directory.groupReader(), directory.groupQuery());
    }

    Jdbi jdbi() {
        return DATABASE.jdbi();
    }

    /// The next request carries this `If-Match`.
    GroupProvider ifMatch(String tag) {
        ifMatch = Optional.of(tag);
        return this;
    }

    /// The next request carries this `If-None-Match`.
    GroupProvider ifNoneMatch(String tag) {
        ifNoneMatch = Optional.of(tag);
        return this;
    }

    /// The next request asks for these attributes only.
    GroupProvider attributes(String list) {
        attributes = Optional.of(list);
        return this;
    }

    /// The next request asks for all attributes but these.
    GroupProvider without(String list) {
        excluded = Optional.of(list);
        return this;
    }

    private ScimRequest next(ResourceType type, Optional<String> filter) {
        ScimRequest next =
                new ScimRequest(
                        "scim:entra",
                        BASE,
                        Optional.of("application/scim+json"),
                        ifMatch,
                        ifNoneMatch,
                        filter,
                        NONE,
                        NONE,
                        Projection.of(type, attributes, excluded));
        ifMatch = NONE;
        ifNoneMatch = NONE;
        attributes = NONE;
        excluded = NONE;
        return next;
    }

    /// Creates a user and tells the id.
    String user(String userName) {
        ScimAnswer answer =
                users.create(
                        next(ResourceType.USER, NONE), bytes("{'userName':'" + userName + "'}"));
        return answer.body().orElseThrow().path("id").asText();
    }

    ScimAnswer getUser(String id) {
        return users.get(next(ResourceType.USER, NONE), id);
    }

    ScimAnswer putUser(String id, String body) {
        return users.replace(next(ResourceType.USER, NONE), id, bytes(body));
    }

    ScimAnswer listUsers() {
        return users.list(next(ResourceType.USER, NONE));
    }

    ScimAnswer deleteUser(String id) {
        return users.delete(next(ResourceType.USER, NONE), id);
    }

    ScimAnswer post(String body) {
        return groups.create(next(ResourceType.GROUP, NONE), bytes(body));
    }

    /// Creates a group of these members and tells the id.
    String group(String name, String... members) {
        ScimAnswer answer =
                post("{'displayName':'" + name + "','members':" + values(members) + "}");
        return answer.body().orElseThrow().path("id").asText();
    }

    /// `[{'value':'…'},…]`
    static String values(String... ids) {
        return ids.length == 0 ? "[]" : "[{'value':'" + String.join("'},{'value':'", ids) + "'}]";
    }

    ScimAnswer get(String id) {
        return groups.get(next(ResourceType.GROUP, NONE), id);
    }

    ScimAnswer put(String id, String body) {
        return groups.replace(next(ResourceType.GROUP, NONE), id, bytes(body));
    }

    /// @param operations in single quotes; a filter's quotes are backquotes
    ScimAnswer patch(String id, String... operations) {
        return patchRaw(
                id,
                "{\"Operations\":["
                        + String.join(",", operations).replace('\'', '"').replace("`", "\\\"")
                        + "]}");
    }

    ScimAnswer patchRaw(String id, String body) {
        return groups.patch(
                next(ResourceType.GROUP, NONE), id, body.getBytes(StandardCharsets.UTF_8));
    }

    ScimAnswer delete(String id) {
        return groups.delete(next(ResourceType.GROUP, NONE), id);
    }

    ScimAnswer list() {
        return groups.list(next(ResourceType.GROUP, NONE));
    }

    ScimAnswer search(String filter) {
        return groups.list(next(ResourceType.GROUP, Optional.of(filter.replace('\'', '"'))));
    }

    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
