package dev.hostkeysync.scim;

import static dev.hostkeysync.scim.Provider.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.ResourceKind;
import dev.hostkeysync.directory.ResourceQuery;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users and groups in one list: RFC 7644 section 3.4.2.1.
class RootSearchTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String GROUP = "00000000-0000-7000-8000-000000000001";

    private static final String OUTER = "00000000-0000-7000-8000-000000000002";

    private final UserEndpoint users;
    private String zoe = "";

    RootSearchTest() {
        DirectoryFixture directory =
                new DirectoryFixture(
                        DATABASE.jdbi(), Ids.timeOrdered(), InstantSource.fixed(Instant.EPOCH));
        users =
                new UserEndpoint(
                        directory.directory(),
                        directory.reader(),
                        directory.groupReader(),
                        directory.query());
    }

    private ListSource<String> groupSource() {
        ResourceQuery<String> query =
                new ResourceQuery<>(
                        ResourceKind.GROUP,
                        DATABASE.jdbi(),
                        List.of("display_name"),
                        (row, _) -> row.getString("display_name"),
                        InstantSource.system());
        return new ListSource<>(
                ResourceType.GROUP,
                query::page,
                (_, names) ->
                        names.stream()
                                .map(name -> Json.object("{}").put("userName", name))
                                .toList());
    }

    @BeforeEach
    void fill() {
        DATABASE.jdbi()
                .useHandle(db -> {
                    int _ =
                            db.execute(
                                    "TRUNCATE directory_user, directory_member, directory_group");
                });
        for (String name : List.of("zoe", "max", "amy")) {
            ScimAnswer answer =
                    users.create(
                            request(Map.of()),
                            Json.object("{}")
                                    .put("userName", name)
                                    .toString()
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            zoe = name.equals("zoe") ? body(answer).path("id").asText() : zoe;
        }
        DATABASE.jdbi()
                .useHandle(db -> {
                    int _ =
                            db.execute(
                                    """
                                    INSERT INTO directory_group
                                    SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'Team ' || n, 'team ' || n,
                                        NULL, 1, jsonb_build_object('displayName', 'Team ' || n), now(), now()
                                    FROM generate_series(1, 3) AS n
                                    """);
                    int _ =
                            db.execute(
                                    """
                                    INSERT INTO directory_member
                                    VALUES (?::uuid, ?::uuid, 'User'), (?::uuid, ?::uuid, 'Group')
                                    """,
                                    GROUP,
                                    zoe,
                                    OUTER,
                                    GROUP);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | 9 | [zoe, max, amy, Team 1, Team 2, Team 3]
                    1 | 3 | [zoe, max, amy]
                    2 | 3 | [max, amy, Team 1]
                    4 | 2 | [Team 1, Team 2]
                    6 | 5 | [Team 3]
                    7 | 5 | []
                    1 | 0 | []
                    """)
    void listsUsersThenGroups(String startIndex, String count, String names) {
        ObjectNode page = list(Map.of("startIndex", startIndex, "count", count));

        assertThat(names(page)).isEqualTo(names);
        assertThat(page.path("totalResults").asInt()).isEqualTo(6);
    }

    @Test
    void walksFromUsersToGroups() {
        StringBuilder walked = new StringBuilder();
        String cursor = "";
        do {
            ObjectNode page = list(Map.of("cursor", cursor, "count", "2"));
            walked.append(names(page));
            assertThat(page.path("totalResults").asInt()).isEqualTo(6);
            cursor = page.path("nextCursor").asText();
        } while (!cursor.isEmpty());

        assertThat(walked).hasToString("[zoe, max][amy, Team 1][Team 2, Team 3]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    userName eq "ZOE" or displayName eq "team 2"           | [zoe, Team 2]
                    meta.resourceType eq "Group"                           | [Team 1, Team 2, Team 3]
                    meta.resourceType eq "User" and not (userName eq "max") | [zoe, amy]
                    not (userName eq "max")                                | [zoe, amy, Team 1, Team 2, Team 3]
                    userName eq null                                       | [Team 1, Team 2, Team 3]
                    displayName ew "3"                                     | [Team 3]
                    members[value eq "{zoe}" and type eq "user"]           | [Team 1]
                    members eq "{zoe}" and id eq "{group}"                 | [Team 1]
                    members eq "{zoe}" and id eq "{zoe}"                   | []
                    members eq "nobody"                                    | []
                    members pr                                             | [Team 1, Team 2]
                    groups.value eq "{group}"                              | [zoe]
                    groups[display eq "TEAM 1"]                            | [zoe]
                    groups.display sw "team"                               | [zoe]
                    groups[value eq "{outer}" and type eq "indirect"]      | [zoe]
                    groups[value eq "{group}" and type eq "Direct"]        | [zoe]
                    groups[value eq "{outer}" and type eq "direct"]        | []
                    members.display eq "ZOE" or members.type eq "Group"    | [Team 1, Team 2]
                    members.value sw "{group}"                             | [Team 2]
                    emails[type eq "work"]                                 | []
                    """)
    void findsInBoth(String filter, String names) {
        assertThat(
                        names(
                                list(
                                        Map.of(
                                                "filter",
                                                filter.replace("{zoe}", zoe)
                                                        .replace("{group}", GROUP)
                                                        .replace("{outer}", OUTER)))))
                .isEqualTo(names);
    }

    @Test
    void refusesWhatNeitherKnows() {
        assertThat(error(Map.of("filter", "shoeSize pr")))
                .isEqualTo("400 invalidFilter there is no attribute 'shoeSize' here");
        assertThat(error(Map.of("sortBy", "id")))
                .isEqualTo(
                        "400 invalidValue users and groups together are not sorted; ask /Users or /Groups");
    }

    private ObjectNode list(Map<String, String> query) {
        return body(ResourceSearch.list(request(query), users.source(), groupSource()));
    }

    private String error(Map<String, String> query) {
        return Refusals.line(
                Refusals.of(
                        () -> ResourceSearch.list(request(query), users.source(), groupSource())));
    }

    private static ScimRequest request(Map<String, String> query) {
        Optional<String> none = Optional.empty();
        return new ScimRequest(
                "scim:okta",
                Provider.BASE,
                none,
                none,
                none,
                Optional.ofNullable(query.get("filter")),
                Optional.ofNullable(query.get("startIndex")),
                Optional.ofNullable(query.get("count")),
                Optional.empty(),
                Optional.ofNullable(query.get("sortBy")),
                none,
                Optional.ofNullable(query.get("cursor")));
    }

    private static String names(ObjectNode page) {
        return page.path("Resources")
                .valueStream()
                .map(user -> user.path("userName").asText())
                .toList()
                .toString();
    }
}
