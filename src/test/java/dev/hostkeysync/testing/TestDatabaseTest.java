package dev.hostkeysync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestDatabaseTest {

    @Test
    void isMigratedAndSharesNothingWithTheNext() {
        TestDatabase first = TestDatabase.fresh();
        TestDatabase second = TestDatabase.fresh();

        insert(first);

        assertThat(rows(first)).isEqualTo(1);
        assertThat(rows(second)).isZero();
    }

    private static void insert(TestDatabase database) {
        database.jdbi()
                .useHandle(tx ->
                        tx.execute(
                                """
                                INSERT INTO audit_entry (at, actor, action, source)
                                VALUES (now(), 'a test', 'insert', 'here')
                                """));
    }

    private static int rows(TestDatabase database) {
        return database.jdbi()
                .withHandle(tx ->
                        tx.createQuery("SELECT count(*) FROM audit_entry")
                                .mapTo(Integer.class)
                                .one());
    }
}
