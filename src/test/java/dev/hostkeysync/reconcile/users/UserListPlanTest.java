package dev.hostkeysync.reconcile.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A page of operators' lists is a range of an index, wherever it begins and however rare the state
/// is.
class UserListPlanTest {

    private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

    @BeforeAll
    static void fill() {
        JDBI.useHandle(tx -> {
            tx.execute(
                    """
                    INSERT INTO sync_user (user_id, wanted, state, due_at)
                    SELECT lpad(to_hex(n), 32, '0')::uuid, 'KEY',
                        CASE WHEN n % 1000 = 0 THEN 'REFUSED' WHEN n % 10 = 0 THEN 'WAITING' ELSE 'DONE' END,
                        CASE WHEN n % 10 = 0 THEN now() + interval '1 hour' END
                    FROM generate_series(1, 50000) AS n
                    """);
            tx.execute(
                    """
                    INSERT INTO host_key (user_id, version, state, concealed, sealed, seal_key_id, opened_at, activated_at)
                    SELECT lpad(to_hex(n), 32, '0')::uuid, 1, CASE WHEN n % 10 = 0 THEN 'PENDING' ELSE 'ACTIVE' END,
                        n % 100 = 1, '\\x00', 1, now(), CASE WHEN n % 10 > 0 THEN now() END
                    FROM generate_series(1, 50000) AS n
                    """);
            tx.execute("VACUUM ANALYZE sync_user");
            tx.execute("VACUUM ANALYZE host_key");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    sync_user | user_id > ? | sync_user_pkey
                    sync_user | state = 'WAITING' AND user_id > ? | sync_user_state
                    sync_user | state = 'REFUSED' AND user_id > ? | sync_user_state
                    sync_user | state = 'IN_DOUBT' AND user_id > ? | sync_user_state
                    host_key  | state = 'ACTIVE' AND user_id > ? | host_key_one_active
                    host_key  | state = 'PENDING' AND user_id > ? | host_key_one_pending
                    host_key  | state = 'ACTIVE' AND concealed AND user_id > ? | host_key_concealed
                    """)
    void readsARangeOfAnIndex(String table, String where, String index) {
        String plan = plan(table, where);

        assertThat(plan).contains(index).doesNotContain("Seq Scan", "Sort", "Filter");
    }

    private static String plan(String table, String where) {
        List<String> lines =
                JDBI.withHandle(tx ->
                        tx.select(
                                        "EXPLAIN SELECT user_id FROM "
                                                + table
                                                + " WHERE "
                                                + where
                                                + " ORDER BY user_id LIMIT 250",
                                        new UUID(0, 777))
                                .mapTo(String.class)
                                .list());
        return String.join("\n", lines);
    }
}
