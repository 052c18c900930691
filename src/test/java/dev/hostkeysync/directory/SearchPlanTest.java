package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Compare;
import dev.hostkeysync.directory.Criteria.Memberships;
import dev.hostkeysync.directory.Criteria.Moment;
import dev.hostkeysync.directory.Criteria.Operator;
import dev.hostkeysync.directory.Criteria.Part;
import dev.hostkeysync.directory.Criteria.Text;
import dev.hostkeysync.directory.Criteria.Values;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Which indexes PostgreSQL reads for what is always served, in a directory of 20,000 users.
class SearchPlanTest {

    private static final int USERS = 20_000;
    private static final int GROUPS = 2_000;
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @BeforeAll
    static void fill() {
        Crowd.users(DATABASE.jdbi(), USERS);
        Crowd.groups(DATABASE.jdbi(), GROUPS);
    }

    static Stream<Arguments> anchoredUsers() {
        return Stream.of(
                Arguments.of(
                        text(Column.ID, Operator.EQ, Crowd.userId(7)), "directory_user_pkey", 1),
                Arguments.of(
                        folded(Column.USER_NAME, Operator.EQ, "USER7@example.com"),
                        "directory_user_user_name",
                        1),
                Arguments.of(
                        folded(Column.USER_NAME, Operator.STARTS_WITH, "User777"),
                        "directory_user_user_name",
                        11),
                Arguments.of(
                        text(Column.EXTERNAL_ID, Operator.EQ, "ext9"),
                        "directory_user_external_id",
                        1),
                Arguments.of(
                        folded(Column.DISPLAY_NAME, Operator.EQ, "PERSON 9"),
                        "directory_user_display_name",
                        1),
                Arguments.of(
                        folded(Column.DISPLAY_NAME, Operator.STARTS_WITH, "person 1234"),
                        "directory_user_display_name",
                        11),
                Arguments.of(email("9@HOME.example"), "directory_user_emails", 1),
                Arguments.of(after(Column.CREATED), "directory_user_created", 1),
                Arguments.of(after(Column.UPDATED), "directory_user_updated", 1),
                Arguments.of(member(Crowd.groupId(3)), "directory_member_pkey", 10),
                Arguments.of(
                        new Criteria.And(
                                List.of(
                                        new Criteria.Not(text(Column.VERSION, Operator.EQ, "2")),
                                        email("9@home.example"))),
                        "directory_user_emails",
                        1),
                Arguments.of(
                        new Criteria.Or(
                                List.of(
                                        folded(Column.USER_NAME, Operator.EQ, "user7@example.com"),
                                        email("9@home.example"),
                                        member(Crowd.groupId(3)))),
                        "directory_user_emails",
                        12));
    }

    @ParameterizedTest
    @MethodSource("anchoredUsers")
    void readsAnIndexOfUsers(Criteria criteria, String index, int found) {
        assertThat(Anchors.bound(ResourceKind.USER, criteria)).isTrue();
        assertThat(plan(users(), criteria))
                .contains(index)
                .doesNotContain("Seq Scan on directory_");
        assertThat(users().page(first(criteria)).total()).isEqualTo(found);
    }

    static Stream<Arguments> anchoredGroups() {
        return Stream.of(
                Arguments.of(
                        text(Column.ID, Operator.EQ, Crowd.groupId(7)), "directory_group_pkey", 1),
                Arguments.of(
                        folded(Column.DISPLAY_NAME, Operator.EQ, "TEAM 7"),
                        "directory_group_display_name",
                        1),
                Arguments.of(
                        folded(Column.DISPLAY_NAME, Operator.STARTS_WITH, "Team 77"),
                        "directory_group_display_name",
                        11),
                Arguments.of(
                        text(Column.EXTERNAL_ID, Operator.EQ, "g9"),
                        "directory_group_external_id",
                        1),
                Arguments.of(member(Crowd.userId(57)), "directory_member_member", 1),
                Arguments.of(
                        new Criteria.And(
                                List.of(
                                        text(Column.ID, Operator.EQ, Crowd.groupId(5)),
                                        member(Crowd.userId(57)))),
                        "directory_group_pkey",
                        1),
                Arguments.of(
                        new Criteria.And(
                                List.of(
                                        text(Column.ID, Operator.EQ, Crowd.groupId(6)),
                                        member(Crowd.userId(57)))),
                        "directory_group_pkey",
                        0));
    }

    @ParameterizedTest
    @MethodSource("anchoredGroups")
    void readsAnIndexOfGroups(Criteria criteria, String index, int found) {
        assertThat(Anchors.bound(ResourceKind.GROUP, criteria)).isTrue();
        assertThat(plan(groups(), criteria))
                .contains(index)
                .doesNotContain("Seq Scan on directory_");
        assertThat(groups().page(first(criteria)).total()).isEqualTo(found);
    }

    static Stream<Criteria> unbound() {
        return Stream.of(
                new Criteria.Not(text(Column.ID, Operator.EQ, Crowd.userId(7))),
                new Criteria.Present(Column.USER_NAME),
                folded(Column.USER_NAME, Operator.CONTAINS, "7"),
                folded(Column.USER_NAME, Operator.STARTS_WITH, ""),
                new Criteria.Or(
                        List.of(
                                text(Column.ID, Operator.EQ, Crowd.userId(7)),
                                new Criteria.Present(Column.DISPLAY_NAME))),
                new Criteria.Some(
                        new Values(List.of("emails")),
                        new Compare(new Part("type"), Operator.EQ, new Text("work", false))),
                new Criteria.Some(
                        new Values(List.of("roles")),
                        new Compare(new Part("value"), Operator.EQ, new Text("x", false))));
    }

    @ParameterizedTest
    @MethodSource("unbound")
    void refusesWhatReadsALargeDirectory(Criteria criteria) {
        assertThatThrownBy(() -> users().page(first(criteria)))
                .isInstanceOfSatisfying(
                        SearchRefused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(SearchRefused.Reason.CRITERIA));
    }

    @Test
    void givesUpASearchThatTakesTooLong() {
        // A lock that is held stands for a disk that is slow.
        Jdbi.create(DATABASE.dataSource())
                .useTransaction(tx -> {
                    int _ = tx.execute("LOCK TABLE directory_user IN ACCESS EXCLUSIVE MODE");

                    assertThatThrownBy(() -> users().page(first(after(Column.CREATED))))
                            .isInstanceOfSatisfying(
                                    SearchRefused.class,
                                    refused ->
                                            assertThat(refused.reason())
                                                    .isEqualTo(SearchRefused.Reason.TIME));
                });
    }

    private static String plan(ResourceQuery<UUID> query, Criteria criteria) {
        SqlText sql = query.matchingSql(first(criteria));
        return DATABASE.jdbi()
                .withHandle(db ->
                        String.join(
                                "\n",
                                sql.on(db, "EXPLAIN " + sql.text()).mapTo(String.class).list()));
    }

    private static Search first(Criteria criteria) {
        return new Search(criteria, Sort.CREATED, new Search.Index(0), 100);
    }

    private static ResourceQuery<UUID> users() {
        return query(ResourceKind.USER);
    }

    private static ResourceQuery<UUID> groups() {
        return query(ResourceKind.GROUP);
    }

    private static ResourceQuery<UUID> query(ResourceKind kind) {
        return new ResourceQuery<>(
                kind,
                DATABASE.jdbi(),
                List.of("id", "document"),
                (row, _) -> row.getObject("id", UUID.class),
                InstantSource.fixed(Instant.EPOCH));
    }

    private static Compare text(Column column, Operator operator, String value) {
        return new Compare(column, operator, new Text(value, /* exact */ true));
    }

    private static Compare folded(Column column, Operator operator, String value) {
        return new Compare(column, operator, new Text(value, /* exact */ false));
    }

    private static Compare after(Column column) {
        Instant almostLast =
                Instant.parse(
                                column == Column.CREATED
                                        ? "2026-01-01T00:00:00Z"
                                        : "2026-02-01T00:00:00Z")
                        .plusSeconds(USERS - 1);
        return new Compare(column, Operator.GT, new Moment(almostLast));
    }

    private static Criteria email(String value) {
        return new Criteria.Some(
                new Values(List.of("emails")),
                new Criteria.And(
                        List.of(
                                new Compare(new Part("type"), Operator.EQ, new Text("home", false)),
                                new Compare(
                                        new Part("value"), Operator.EQ, new Text(value, false)))));
    }

    private static Criteria member(String id) {
        return new Criteria.Some(
                new Memberships(),
                new Compare(new Part("value"), Operator.EQ, new Text(id, /* exact */ true)));
    }
}
