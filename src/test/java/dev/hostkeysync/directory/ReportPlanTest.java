package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Which indexes PostgreSQL reads for a report, with 20,000 users and 100,000 words on them.
class ReportPlanTest {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final UserReference REFERENCE =
            new UserReference(
                    Optional.empty(),
                    Optional.of(new ZoomUserId("z7")),
                    Optional.of(new ExternalId("ext8")),
                    Optional.of("User9@example.com"),
                    EmailAddress.parse("user10@example.com"));

    @BeforeAll
    static void fill() {
        Crowd.users(DATABASE.jdbi(), 20_000);
        DATABASE.jdbi()
                .useHandle(db -> {
                    int _ =
                            db.execute(
                                    """
                                    INSERT INTO user_fact (subject, at, kind, standing)
                                    SELECT id, now() - n * interval '1 h', 'ON', 'ea:'
                                    FROM directory_user, generate_series(1, 5) n
                                    """);
                    int _ = db.execute("ANALYZE user_fact");
                });
    }

    @Test
    void findsAUserByEveryName() {
        UserReference everyName =
                new UserReference(
                        Optional.of(UserId.parse(Crowd.userId(7)).orElseThrow()),
                        Optional.of(new ZoomUserId("z7")),
                        Optional.of(new ExternalId("ext8")),
                        Optional.of("User9@example.com"),
                        EmailAddress.parse("user10@example.com"));
        SqlText sql = Users.named(everyName, NOW);

        assertThat(plan(sql))
                .contains(
                        "directory_user_pkey",
                        "directory_user_zoom_user_id",
                        "directory_user_external_id",
                        "directory_user_user_name",
                        "directory_user_removed_name",
                        "directory_user_email")
                .doesNotContain("Seq Scan");
        List<DirectoryUser> found =
                DATABASE.jdbi().inTransaction(tx -> new Users().lockNamed(tx, everyName, NOW));
        assertThat(found)
                .extracting(user -> user.profile().userName())
                .containsExactly(
                        "user7@example.com",
                        "user8@example.com",
                        "user9@example.com",
                        "user10@example.com");
    }

    @Test
    void readsTheWordsOnOneUser() {
        assertThat(
                        plan(
                                new SqlText()
                                        .add(
                                                "SELECT at FROM user_fact WHERE subject = ?::uuid"
                                                        + " AND at >= now()",
                                                Crowd.userId(7))))
                .contains("user_fact_pkey")
                .doesNotContain("Seq Scan");
    }

    @Test
    void forgetsTheOldestWithoutReadingTheRest() {
        assertThat(
                        plan(
                                new SqlText()
                                        .add(
                                                """
                                                DELETE FROM user_fact WHERE ctid = ANY (ARRAY(SELECT ctid FROM user_fact
                                                    WHERE at AT TIME ZONE 'UTC' < (now() - interval '8 d') AT TIME ZONE 'UTC'
                                                    ORDER BY at AT TIME ZONE 'UTC' LIMIT 1000
                                                    FOR UPDATE SKIP LOCKED))
                                                """)))
                .contains("user_fact_age", "Tid Scan")
                .doesNotContain("Seq Scan", "Sort");
    }

    @Test
    void readsTheWordsOnAFewNamesThoughNoStatisticsTellHowManyThereAre() {
        TestDatabase young = TestDatabase.fresh();
        young.jdbi()
                .useTransaction(tx -> {
                    int _ =
                            tx.execute(
                                    """
                                    INSERT INTO user_fact (subject, at, kind, standing)
                                    SELECT gen_random_uuid(), now(), 'ON', 'ea:' FROM generate_series(1, 3000)
                                    """);
                    Kept _ = new Facts().lockNames(tx, NameHash.of(REFERENCE));
                    assertThat(
                                    tx.select(
                                                    "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'user_fact'")
                                            .mapTo(Long.class)
                                            .one())
                            .isZero();
                });
    }

    private static String plan(SqlText sql) {
        return DATABASE.jdbi()
                .withHandle(db ->
                        String.join(
                                "\n",
                                sql.on(db, "EXPLAIN " + sql.text()).mapTo(String.class).list()));
    }
}
