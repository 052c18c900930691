package dev.hostkeysync.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// The totals that triggers keep.
class DirectoryCountTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final Jdbi jdbi = database.jdbi();
    // Of one Jdbi a thread has one connection only.
    private final Jdbi other = Jdbi.create(database.dataSource());

    @Test
    void countsWhoIsThere() {
        Crowd.users(jdbi, 1_000);
        Crowd.groups(jdbi, 20);
        assertThat(count("User")).isEqualTo(1_000);
        assertThat(count("Group")).isEqualTo(20);

        execute(
                "UPDATE directory_user SET status = 'REMOVED' WHERE external_id IN ('ext1', 'ext2')");
        execute("UPDATE directory_user SET status = 'DEACTIVATED' WHERE external_id = 'ext3'");
        assertThat(count("User")).isEqualTo(998);

        execute("UPDATE directory_user SET status = 'ACTIVE' WHERE external_id = 'ext2'");
        assertThat(count("User")).isEqualTo(999);

        execute("DELETE FROM directory_user WHERE external_id IN ('ext1', 'ext2', 'ext4')");
        execute("DELETE FROM directory_group WHERE external_id = 'g1'");
        assertThat(count("User")).isEqualTo(997);
        assertThat(count("Group")).isEqualTo(19);

        execute("TRUNCATE directory_user");
        assertThat(count("User")).isZero();
    }

    @Test
    void forgetsWhatIsRolledBack() {
        Crowd.users(jdbi, 5);
        jdbi.useTransaction(tx -> {
            int _ = tx.execute("UPDATE directory_user SET status = 'REMOVED'");
            Handle _ = tx.rollback();
        });

        assertThat(count("User")).isEqualTo(5);
    }

    @Test
    void staysRightUnderConcurrentWorkAndMakesNobodyWait() throws Exception {
        Crowd.users(jdbi, 400);
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int own = thread;
                work.add(
                        many.submit(() -> {
                            for (int i = own; i < 400; i += 8) {
                                String user = "ext" + (i + 1);
                                execute(
                                        "UPDATE directory_user SET status = 'REMOVED' WHERE external_id = '%s'"
                                                .formatted(user));
                            }
                        }));
            }
            for (Future<?> one : work) {
                Object _ = one.get();
            }
        }
        assertThat(count("User")).isZero();
    }

    @Test
    void takesAnotherSlotWhereItsOwnIsHeld() {
        Crowd.users(jdbi, 10);
        other.useTransaction(holder -> {
            // Every slot but the last.
            int _ =
                    holder.execute(
                            "SELECT FROM directory_count WHERE kind = 'User' AND slot < 63 FOR UPDATE");

            jdbi.useTransaction(tx -> {
                int _ = tx.execute("SET LOCAL lock_timeout = '2s'");
                int _ =
                        tx.execute(
                                "UPDATE directory_user SET status = 'REMOVED' WHERE external_id = 'ext1'");
            });
        });

        assertThat(count("User")).isEqualTo(9);
    }

    private void execute(String sql) {
        int _ = jdbi.withHandle(db -> db.execute(sql));
    }

    private long count(String kind) {
        return jdbi.withHandle(db ->
                db.createQuery("SELECT sum(n) FROM directory_count WHERE kind = ?")
                        .bind(0, kind)
                        .mapTo(Long.class)
                        .one());
    }
}
