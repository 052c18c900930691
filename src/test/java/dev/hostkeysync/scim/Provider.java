package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// The service provider on a real database, empty at first, without HTTP: bodies in single quotes.
final class Provider {

    static final String BASE = "https://keys.example.com/scim/v2";

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final UserEndpoint users;
    private ScimRequest request = plain();

    Provider() {
        int _ =
                DATABASE.jdbi()
                        .withHandle(db ->
                                db.execute(
                                        "TRUNCATE directory_user, directory_group, directory_member, outbox"));
        DirectoryFixture directory =
                new DirectoryFixture(DATABASE.jdbi(), Ids.timeOrdered(), InstantSource.fixed(NOW));
        users =
                new UserEndpoint(
                        directory.directory(),
                        directory.reader(),
                        directory.groupReader(),
                        directory.query());
    }

    static Jdbi jdbi() {
        return DATABASE.jdbi();
    }

    private static ScimRequest plain() {
        Optional<String> none = Optional.empty();
        return new ScimRequest(
                "scim:okta",
                BASE,
                Optional.of("application/scim+json; charset=utf-8"),
                none,
                none,
                none,
                none,
                none,
                Optional.empty());
    }

    /// The next request carries this `If-Match`.
    Provider ifMatch(String tag) {
        request = with(Optional.of(tag), Optional.empty(), Optional.empty());
        return this;
    }

    /// The next request carries this `If-None-Match`.
    Provider ifNoneMatch(String tag) {
        request = with(Optional.empty(), Optional.of(tag), Optional.empty());
        return this;
    }

    /// The next request asks for these attributes only.
    Provider attributes(String attributes) {
        request =
                with(
                        Optional.empty(),
                        Optional.empty(),
                        Projection.of(
                                ResourceType.USER, Optional.of(attributes), Optional.empty()));
        return this;
    }

    private static ScimRequest with(
            Optional<String> ifMatch, Optional<String> ifNoneMatch, Optional<Projection> shown) {
        ScimRequest plain = plain();
        return new ScimRequest(
                plain.origin(),
                plain.base(),
                plain.contentType(),
                ifMatch,
                ifNoneMatch,
                plain.filter(),
                plain.startIndex(),
                plain.count(),
                shown);
    }

    private ScimRequest next() {
        ScimRequest next = request;
        request = plain();
        return next;
    }

    ScimAnswer post(String body) {
        return users.create(next(), bytes(body));
    }

    /// A bulk request to the users and whatever else is given.
    ScimAnswer bulk(String body, ResourceEndpoint... others) {
        List<ResourceEndpoint> endpoints =
                Stream.concat(Stream.of(users), Arrays.stream(others)).toList();
        return new BulkEndpoint(endpoints).bulk(next(), bytes(body));
    }

    /// @param asIs a body whose quotes are as in JSON
    ScimAnswer post(String body, boolean asIs) {
        return users.create(next(), asIs ? body.getBytes(StandardCharsets.UTF_8) : bytes(body));
    }

    ScimAnswer get(String id) {
        return users.get(next(), id);
    }

    ScimAnswer put(String id, String body) {
        return users.replace(next(), id, bytes(body));
    }

    ScimAnswer patch(String id, String... operations) {
        return users.patch(
                next(),
                id,
                bytes(
                        "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':["
                                + String.join(",", operations)
                                + "]}"));
    }

    ScimAnswer patchBody(String id, String body) {
        return users.patch(next(), id, bytes(body));
    }

    ScimAnswer delete(String id) {
        return users.delete(next(), id);
    }

    ScimAnswer list(String startIndex, String count) {
        return list(Optional.empty(), Optional.of(startIndex), Optional.of(count));
    }

    ScimAnswer search(String filter) {
        return list(Optional.of(filter), Optional.of("1"), Optional.of("100"));
    }

    ScimAnswer search(String filter, String count) {
        return list(Optional.of(filter), Optional.of("1"), Optional.of(count));
    }

    /// A list with parameters such as `sortBy=userName`, one each.
    ScimAnswer query(String... parameters) {
        Map<String, String> query =
                Arrays.stream(parameters)
                        .map(parameter -> parameter.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        ScimRequest plain = plain();
        return users.list(
                new ScimRequest(
                        plain.origin(),
                        plain.base(),
                        plain.contentType(),
                        plain.ifMatch(),
                        plain.ifNoneMatch(),
                        Optional.ofNullable(query.get("filter")),
                        Optional.ofNullable(query.get("startIndex")),
                        Optional.ofNullable(query.get("count")),
                        plain.projection(),
                        Optional.ofNullable(query.get("sortBy")),
                        Optional.ofNullable(query.get("sortOrder")),
                        Optional.ofNullable(query.get("cursor"))));
    }

    /// `POST /Users/.search`.
    ScimAnswer searchRequest(String body) {
        return ScimAnswer.orRefusal(
                () -> users.list(SearchRequest.read(next(), ResourceType.USER, bytes(body))));
    }

    private ScimAnswer list(
            Optional<String> filter, Optional<String> startIndex, Optional<String> count) {
        return users.list(
                new ScimRequest(
                        "scim:okta",
                        BASE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        filter,
                        startIndex,
                        count,
                        next().projection()));
    }

    /// Creates a user and tells the id.
    String created(String body) {
        ScimAnswer answer = post(body);
        if (answer.status() != 201) {
            throw new IllegalStateException(error(answer));
        }
        return body(answer).path("id").asText();
    }

    /// The events that were told, by their short names.
    List<String> events() {
        return OutboxFixture.lines(DATABASE.jdbi()).stream()
                .map(line -> line.split(" ")[1])
                .map(type -> type.replace("dev.hostkeysync.user.", "").replace(".v1", ""))
                .toList();
    }

    static ObjectNode body(ScimAnswer answer) {
        return answer.body().orElseThrow();
    }

    /// A member of an answer's body as JSON in single quotes.
    static String member(ScimAnswer answer, String name) {
        return Json.text(body(answer).path(name));
    }

    /// Status, scimType and detail of a refusal, as one line.
    static String error(ScimAnswer answer) {
        return Refusals.line(body(answer));
    }

    private static byte[] bytes(String body) {
        return body.replace("\\'", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
