package dev.hostkeysync.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Expand, then contract: a version runs on the schema of the next one, for as long as the update
/// takes and when it is rolled back.
class MigrationTest {

    /// Of each release, oldest first: the newest migration in it. What is older than the first
    /// release may have been as it liked.
    private static final Map<String, Integer> RELEASES = Map.of();

    /// With no release yet: from here on the rule is kept.
    private static final int BEGINNING = 29;

    static Stream<Migration> expansions() {
        return Migration.all().stream()
                .filter(one -> one.version() > BEGINNING && !one.isContract());
    }

    static Stream<Migration> contractions() {
        return Migration.all().stream().filter(Migration::isContract);
    }

    @ParameterizedTest
    @MethodSource("expansions")
    void leavesOldVersionsWhatTheyUse(Migration migration) {
        assertThat(migration.faults()).as("V" + migration.version()).isEmpty();
    }

    /// No version that may still run uses it: neither this one nor the one before, to which this
    /// one may be rolled back.
    @Test
    void takesAwayOnlyWhatAReleaseBeforeDidNotUse() {
        assertThat(contractions())
                .allSatisfy(one -> {
                    assertThat(RELEASES).containsKey(one.unusedSince());
                    assertThat(one.version())
                            .isGreaterThan(RELEASES.getOrDefault(one.unusedSince(), 0));
                });
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
                    ALTER TABLE a ADD COLUMN b boolean NOT NULL DEFAULT false    | –
                    ALTER TABLE a ADD COLUMN b text NOT NULL                     | a: a column that is NOT NULL without a default
                    ALTER TABLE a ADD b text, ADD c int NOT NULL                 | a: a column that is NOT NULL without a default
                    ALTER TABLE a ADD CONSTRAINT c CHECK (b > 0) NOT VALID       | –
                    ALTER TABLE a ADD CONSTRAINT c CHECK (b IN ('x', 'y'))       | a: a constraint that is not NOT VALID
                    ALTER TABLE a VALIDATE CONSTRAINT c                          | –
                    ALTER TABLE a DROP COLUMN b                                  | a: DROP
                    ALTER TABLE a RENAME COLUMN b TO c                           | a: RENAME
                    ALTER TABLE a ALTER COLUMN b TYPE text COLLATE "C"           | a: another type
                    ALTER TABLE a ALTER b SET NOT NULL                           | a: SET NOT NULL
                    ALTER TABLE a ALTER COLUMN b SET DEFAULT 1                   | –
                    CREATE INDEX a_b ON a (b)                                    | an index of a that is not made CONCURRENTLY
                    CREATE UNIQUE INDEX a_b ON a (b)                             | an index of a that is not made CONCURRENTLY
                    CREATE INDEX CONCURRENTLY a_b ON a (b)                       | –
                    CREATE TABLE a (b int); CREATE INDEX a_b ON a (b)            | –
                    CREATE TABLE a (b int); ALTER TABLE a ADD UNIQUE (b)         | –
                    DROP TABLE a                                                 | DROP
                    DROP INDEX a_b                                               | DROP
                    LOCK TABLE a                                                 | LOCK
                    UPDATE a SET b = 1 WHERE c                                   | –
                    -- DROP TABLE a                                              | –
                    """)
    void seesWhatAnOldVersionWouldNotSurvive(String sql, String fault) {
        assertThat(new Migration(99, "some_words", sql).faults())
                .isEqualTo(fault.equals("–") ? List.of() : List.of(fault));
    }
}
