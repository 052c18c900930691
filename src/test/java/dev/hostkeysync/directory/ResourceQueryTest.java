package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Compare;
import dev.hostkeysync.directory.Criteria.Member;
import dev.hostkeysync.directory.Criteria.Operand;
import dev.hostkeysync.directory.Criteria.Operator;
import dev.hostkeysync.directory.Criteria.Text;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResourceQueryTest {

    private static final int USERS = 12_000;
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private Instant now = Instant.EPOCH;
    private final ResourceQuery<String> query = query(ResourceQuery.SMALL);

    private ResourceQuery<String> query(long small) {
        return new ResourceQuery<>(
                ResourceKind.USER,
                DATABASE.jdbi(),
                List.of("user_name"),
                (row, _) -> row.getString("user_name"),
                (InstantSource) () -> now,
                small);
    }

    @BeforeAll
    static void fill() {
        Crowd.users(DATABASE.jdbi(), USERS);
    }

    @Test
    void pagesByIndexHoweverDeep() {
        for (long offset : new long[] {0, 1, 5_999, 6_000, 6_002, 11_998, 6_001}) {
            ResourcePage<String> page = page(Sort.CREATED, new Search.Index(offset), 2);

            assertThat(page.resources()).containsExactly(name(offset + 1), name(offset + 2));
            assertThat(page.total()).isEqualTo(USERS);
            now = now.plusSeconds(50);
        }
        assertThat(page(Sort.CREATED, new Search.Index(USERS), 2).resources()).isEmpty();
        assertThat(page(Sort.CREATED, new Search.Index(Integer.MAX_VALUE), 2).resources())
                .isEmpty();
        assertThat(page(Sort.CREATED, new Search.Index(0), 0).resources()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Column.class,
            names = {"ID", "CREATED", "UPDATED", "USER_NAME", "DISPLAY_NAME"})
    void walksForwardAndBackInEveryOrderOfAnIndex(Column column) {
        for (boolean descending : new boolean[] {false, true}) {
            Sort sort = sort(column, descending);
            List<String> forward = new ArrayList<>();
            Optional<Position> at = Optional.empty();
            ResourcePage<String> page;
            do {
                page =
                        page(
                                sort,
                                at.<Search.Start>map(Search.After::new).orElse(new Search.Index(0)),
                                1_700);
                forward.addAll(page.resources());
                at = Optional.of(page.rows().getLast().position());
            } while (page.more());
            ResourcePage<String> before = page(sort, new Search.Before(at.get()), 3);

            assertThat(forward).hasSize(USERS).doesNotHaveDuplicates();
            assertThat(before.resources()).isEqualTo(forward.subList(USERS - 4, USERS - 1));
            assertThat(before.more()).isTrue();
        }
    }

    @Test
    void readsNoMoreThanThePageInEveryOrderOfAnIndex() {
        for (Column column :
                List.of(Column.CREATED, Column.UPDATED, Column.USER_NAME, Column.DISPLAY_NAME)) {
            Position middle =
                    page(sort(column, false), new Search.Index(6_000), 1)
                            .rows()
                            .getFirst()
                            .position();
            SqlText sql =
                    query.allSql(
                            new Search(
                                    Criteria.ALL, sort(column, true), new Search.After(middle), 10),
                            0);
            String plan =
                    DATABASE.jdbi()
                            .withHandle(db ->
                                    String.join(
                                            "\n",
                                            sql.on(db, "EXPLAIN " + sql.text())
                                                    .mapTo(String.class)
                                                    .list()));

            assertThat(plan).contains("Index").contains("Index Cond").doesNotContain("Seq Scan");
        }
    }

    @Test
    void refusesAnOrderThatNoIndexHasInALargeDirectory() {
        Sort byTitle = by(new Member(List.of("title")), false);

        assertThatThrownBy(() -> page(byTitle, new Search.Index(0), 2))
                .isInstanceOfSatisfying(
                        SearchRefused.class,
                        refused ->
                                assertThat(refused.reason()).isEqualTo(SearchRefused.Reason.SORT));
    }

    @Test
    void sortsByAnythingWhatAnIndexFinds() {
        Criteria some =
                new Compare(Column.USER_NAME, Operator.STARTS_WITH, new Text("user1199", false));
        ResourcePage<String> page =
                query.page(
                        new Search(
                                some,
                                by(new Member(List.of("title")), /* descending */ true),
                                new Search.Index(0),
                                3));

        assertThat(page.resources()).containsExactly(name(11_999), name(1_199), name(11_998));
        assertThat(page.total()).isEqualTo(11);
        assertThat(page.more()).isTrue();
    }

    @Test
    void putsWhoHasNoValueLast() {
        ResourceQuery<String> small = query(USERS);
        Sort byNothing = by(new Member(List.of("nickName")), false);

        assertThat(
                        small.page(new Search(Criteria.ALL, byNothing, new Search.Index(0), 2))
                                .resources())
                .containsExactly(name(1), name(2));
    }

    private ResourcePage<String> page(Sort sort, Search.Start start, int limit) {
        return query.page(new Search(Criteria.ALL, sort, start, limit));
    }

    private static Sort sort(Column column, boolean descending) {
        return by(column, descending);
    }

    private static Sort by(Operand operand, boolean descending) {
        return new Sort(operand, Optional.empty(), /* exact */ false, descending);
    }

    private static String name(long number) {
        return "user" + number + "@example.com";
    }
}
