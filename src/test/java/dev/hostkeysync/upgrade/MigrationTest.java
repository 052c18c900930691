package dev.hostkeysync.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expand, then contract: a version runs on the schema of the next one, for as long as the update
/// takes and when it is rolled back.
class MigrationTest {

    /// Of each release, oldest first: the newest migration in it. What is older than the first
    /// release may have been as it liked.
    private static final Map<String, Integer> RELEASES = Map.of();

    /// With no release yet: from here on the rule is kept.
    private static final int BEGINNING = 29;

    /// What an old version does survive, and why.
    private static final Map<String, String> JUDGED =
            Map.of(
                    "V33 function user_fact_zoom(uuid[]): another",
                    "it tells the same, planned once instead of at every call",
                    "V33 function user_fact_lock(uuid[]): another",
                    "it does the same, by the index");

    private static final String SMALL_SCHEMA =
            """
            CREATE SCHEMA small; SET search_path = small;
            CREATE TABLE a (b int PRIMARY KEY, d text, e text NOT NULL); CREATE INDEX a_b ON a (b);
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER counted BEFORE INSERT ON a EXECUTE FUNCTION f();
            """;

    @Test
    void leavesOldVersionsWhatTheyUse() {
        List<String> faults = new ArrayList<>();
        TestDatabase database = TestDatabase.fresh();
        database.jdbi()
                .useHandle(handle -> {
                    int _ = handle.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
                });
        migrate(database, BEGINNING);
        for (Migration one : Migration.all()) {
            if (one.version() <= BEGINNING) {
                continue;
            }
            Schema before = database.jdbi().withHandle(Schema::of);
            migrate(database, one.version());
            if (!one.isContraction()) {
                Schema after = database.jdbi().withHandle(Schema::of);
                Stream.concat(one.faults().stream(), before.faultsOf(after).stream())
                        .map(fault -> "V%d %s".formatted(one.version(), fault))
                        .forEach(faults::add);
            }
        }

        assertThat(faults).containsExactlyInAnyOrderElementsOf(JUDGED.keySet());
    }

    private static void migrate(TestDatabase database, int version) {
        var _ =
                Flyway.configure()
                        .dataSource(database.dataSource())
                        .locations("classpath:db/migration")
                        .target(Integer.toString(version))
                        .load()
                        .migrate();
    }

    @Test
    void takesAwayOnlyWhatAReleaseBeforeDidNotUse() {
        assertThat(Migration.all())
                .filteredOn(Migration::isContraction)
                .allSatisfy(one -> assertThat(one.contractionFault(RELEASES)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "8, -- Unused since 1.1.0, ",
        "7, -- Unused since 1.1.0, 1.1.0 has it already",
        "8, -- Unused since 1.2.0, 1.2.0 is no release",
        "8, DROP TABLE a, does not begin with '-- Unused since <release>'"
    })
    void seesWhatIsTakenAwayTooSoon(int version, String sql, String fault) {
        Migration one = new Migration(version, "contract_a", sql);

        assertThat(one.isContraction()).isTrue();
        assertThat(one.contractionFault(Map.of("1.1.0", 7)).orElse(null)).isEqualTo(fault);
    }

    @Test
    void numbersAreUsedOnce() {
        assertThat(Migration.all()).extracting(Migration::version).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ALTER TABLE a ADD COLUMN b text                              | –
                    ALTER TABLE a ADD CONSTRAINT c CHECK (b > 0) NOT VALID       | –
                    ALTER TABLE a ADD CONSTRAINT c CHECK (b IN ('x', 'y'))       | a: a constraint that is not NOT VALID
                    ALTER TABLE a VALIDATE CONSTRAINT c                          | –
                    CREATE INDEX a_b ON a (b)                                    | an index of a that is not made CONCURRENTLY
                    CREATE UNIQUE INDEX a_b ON a (b)                             | an index of a that is not made CONCURRENTLY
                    CREATE INDEX CONCURRENTLY a_b ON a (b)                       | –
                    CREATE TABLE a (b int); CREATE INDEX a_b ON a (b)            | –
                    CREATE TABLE a (b int); ALTER TABLE a ADD UNIQUE (b)         | –
                    CREATE TABLE a (b int); INSERT INTO a VALUES (1)             | –
                    LOCK TABLE a                                                 | LOCK
                    TRUNCATE a                                                   | TRUNCATE
                    UPDATE a SET b = 'of a new kind' WHERE c                     | UPDATE a
                    DELETE FROM a                                                | DELETE FROM a
                    REVOKE INSERT ON a FROM hostkey                              | REVOKE
                    DO $$ BEGIN EXECUTE 'DROP TABLE a'; END $$                   | DO
                    CREATE FUNCTION f() RETURNS int AS $f$ UPDATE a; $f$         | –
                    -- DROP TABLE a                                              | –
                    """)
    void seesWhatAnOldVersionWouldWaitForOrNotKnow(String sql, String fault) {
        assertThat(new Migration(99, "some_words", sql).faults())
                .isEqualTo(fault.equals("–") ? List.of() : List.of(fault));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ALTER TABLE a ADD COLUMN c text                                   | –
                    ALTER TABLE a ADD COLUMN c boolean NOT NULL DEFAULT false         | –
                    ALTER TABLE a ADD COLUMN c int NOT NULL GENERATED ALWAYS AS (b) STORED | –
                    ALTER TABLE a ADD COLUMN c text NOT NULL                          | column a.c: new
                    ALTER TABLE a ADD COLUMN c int CHECK (c > b)                      | constraint a.a_check: new
                    ALTER TABLE a ADD COLUMN c int REFERENCES a                       | constraint a.a_c_fkey: new
                    ALTER TABLE a ADD CONSTRAINT few CHECK (b < 9) NOT VALID          | constraint a.few: new
                    ALTER TABLE a DROP COLUMN d                                       | column a.d: gone
                    ALTER TABLE a RENAME TO c                                         | table a: gone
                    ALTER TABLE a ALTER COLUMN d TYPE varchar(9)                      | column a.d: another
                    ALTER TABLE a ALTER d SET NOT NULL                                | column a.d: another
                    ALTER TABLE a ALTER d SET DEFAULT 'x'                             | column a.d: another
                    ALTER TABLE a ALTER e DROP NOT NULL                               | column a.e: another
                    ALTER TABLE a DISABLE TRIGGER counted                             | trigger a.counted: another
                    CREATE INDEX a_d ON a (d)                                         | –
                    CREATE UNIQUE INDEX a_d ON a (d)                                  | unique index a.a_d: new
                    DROP INDEX a_b                                                    | index a.a_b: gone
                    CREATE TRIGGER t BEFORE INSERT ON a EXECUTE FUNCTION f()          | trigger a.t: new
                    CREATE RULE r AS ON DELETE TO a DO INSTEAD NOTHING                | rule a.r: new
                    CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END' | function f(): another
                    CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'        | –
                    CREATE TABLE n (a int PRIMARY KEY, b int UNIQUE CHECK (b > 0))    | –
                    CREATE TABLE n (a int REFERENCES a ON DELETE CASCADE)             | –
                    CREATE TABLE n (a int REFERENCES a)                               | constraint n.n_a_fkey: new
                    """)
    void seesWhatAnOldVersionWouldMissOrRunInto(String sql, String fault) {
        List<String> faults;
        try (Handle handle = Small.DATABASE.jdbi().open()) {
            handle.begin();
            int _ = handle.execute(SMALL_SCHEMA);
            Schema before = Schema.of(handle);
            int _ = handle.execute(sql);
            faults = before.faultsOf(Schema.of(handle));
            handle.rollback();
        }

        if (fault.equals("–")) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults).contains(fault);
        }
    }

    /// On first use.
    private static final class Small {

        static final TestDatabase DATABASE = TestDatabase.fresh();
    }
}
