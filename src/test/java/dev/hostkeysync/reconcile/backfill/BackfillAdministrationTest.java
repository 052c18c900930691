package dev.hostkeysync.reconcile.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.provisioning.JourneyFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BackfillAdministrationTest {

    private final Desk desk = new Desk();
    private final BackfillAdministration administration = desk.administration;

    private static void isRefused(ThrowingCallable what, int status, String detail) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.problem().status()).isEqualTo(status);
                            assertThat(refused.problem().detail().orElse("")).contains(detail);
                        });
    }

    @Test
    void runsOneAtATimeAndDryRunsBesideIt() {
        BackfillView one = desk.begin(false);

        isRefused(() -> desk.begin(false), 409, one.id() + " is LISTING");
        for (int i = 0; i < 5; i++) {
            var _ = desk.begin(true);
        }
        isRefused(() -> desk.begin(true), 409, "5 dry runs are not finished");

        var _ = administration.cancel(one.id(), Desk.OPERATOR);
        assertThat(desk.begin(false).state()).isEqualTo(BackfillState.LISTING);
        assertThat(desk.count("SELECT count(*) FROM census")).isEqualTo(7);
    }

    @Test
    void writesEveryChangeToTheTrailOnce() {
        BackfillView one = desk.begin(false);
        var _ = administration.pause(one.id(), Desk.OPERATOR);
        var _ = administration.pause(one.id(), Desk.OPERATOR);
        var _ = administration.resume(one.id(), Desk.OPERATOR);
        var _ = administration.cancel(one.id(), Desk.OPERATOR);

        List<String> trail =
                desk.jdbi.withHandle(handle ->
                        handle.select(
                                        "SELECT actor || ' ' || action || ' ' || source FROM audit_entry"
                                                + " ORDER BY id")
                                .mapTo(String.class)
                                .list());
        assertThat(trail)
                .containsExactly(
                        "ops backfill.begin 10.0.0.1",
                        "ops backfill.pause 10.0.0.1",
                        "ops backfill.resume 10.0.0.1",
                        "ops backfill.cancel 10.0.0.1");
    }

    @Test
    void changesNothingThatHasEnded() {
        BackfillView done = desk.run(desk.begin(false));

        isRefused(() -> administration.pause(done.id(), Desk.OPERATOR), 409, "it is DONE");
        isRefused(() -> administration.resume(done.id(), Desk.OPERATOR), 409, "it is DONE");
        isRefused(() -> administration.cancel(done.id(), Desk.OPERATOR), 409, "it is DONE");
        isRefused(() -> administration.get(UUID.randomUUID()), 404, "no backfill");
    }

    @Test
    void listsTheNewestFirst() {
        List<BackfillView> made = List.of(desk.begin(true), desk.begin(true), desk.begin(true));

        assertThat(administration.page(Optional.empty(), 2))
                .extracting(BackfillView::id)
                .containsExactly(made.get(2).id(), made.get(1).id());
        assertThat(administration.page(Optional.of(made.get(1).id()), 2))
                .extracting(BackfillView::id)
                .containsExactly(made.get(0).id());
    }

    @Test
    void pagesThroughUsers() {
        for (int i = 0; i < 5; i++) {
            desk.zoom.licensed("z" + i, "user" + i + "@example.com");
        }
        desk.zoom.licensed("ceo", "ceo@example.com");
        BackfillView one = desk.run(desk.begin(true));

        List<BackfillUsers.Line> first = users(one, "", 4);
        List<BackfillUsers.Line> second = users(one, first.getLast().key(), 4);

        assertThat(first).hasSize(4);
        assertThat(second).hasSize(1);
        assertThat(
                        administration.users(
                                one.id(),
                                Optional.of(UserState.SKIPPED),
                                Optional.of("protected"),
                                "",
                                10))
                .extracting(line -> line.email().orElseThrow())
                .containsExactly("ceo@example.com");
    }

    private List<BackfillUsers.Line> users(BackfillView one, String after, int atMost) {
        return administration.users(
                one.id(), Optional.of(UserState.PLANNED), Optional.empty(), after, atMost);
    }

    @Test
    void forgetsThemAfterNinetyDays() {
        desk.zoom.licensed("z", "user@example.com");
        var _ = desk.run(desk.begin(true));
        var _ = desk.begin(true);

        assertThat(prune(Duration.ofSeconds(-1))).isZero();
        assertThat(prune(Duration.ofSeconds(1))).isEqualTo(1);
        assertThat(desk.count("SELECT count(*) FROM backfill_user")).isZero();
        assertThat(administration.page(Optional.empty(), 10)).hasSize(1);
    }

    private int prune(Duration later) {
        return desk.jdbi.inTransaction(tx -> desk.rows.prune(tx, JourneyFixture.NOW.plus(later)));
    }

    @Test
    void readsWhatItNeedsByAnIndex() {
        UUID id = desk.begin(true).id();
        desk.jdbi.useHandle(handle -> {
            handle.execute(
                    "INSERT INTO backfill_user (backfill_id, user_key, user_id, state)"
                            + " SELECT ?, 'id:' || n, gen_random_uuid(), CASE WHEN n % 500 = 0 THEN 'MARKED' ELSE 'DONE' END"
                            + " FROM generate_series(1, 20000) n",
                    id);
            handle.execute(
                    "INSERT INTO sync_user (user_id) SELECT user_id FROM backfill_user WHERE backfill_id = ?",
                    id);
            handle.execute(
                    """
                    INSERT INTO directory_user (id, user_name, user_name_key, email, email_key, zoom_user_id, active, status,
                        version, document, created_at, updated_at)
                    SELECT gen_random_uuid(), 'u' || n, 'u' || n, 'u' || n, 'u' || n, 'z' || n, true, 'ACTIVE', 1, '{}',
                        now(), now() FROM generate_series(1, 20000) n
                    """);
            handle.execute("ANALYZE backfill_user, sync_user, directory_user");
            assertThat(plan(handle, BackfillUsers.STANDINGS, id, new String[] {"MARKED"}))
                    .contains("backfill_user_state", "sync_user_pkey")
                    .doesNotContain("Seq Scan on backfill_user", "Seq Scan on sync_user");
            String[] names = {"u1", "u2", "u3"};
            assertThat(plan(handle, MatchSql.CANDIDATES, names, names, names))
                    .contains(
                            "directory_user_zoom_user_id",
                            "directory_user_email",
                            "directory_user_user_name")
                    .doesNotContain("Seq Scan");
            assertThat(
                            plan(
                                    handle,
                                    "SELECT * FROM backfill_user WHERE backfill_id = ? AND state = 'PLANNED'"
                                            + " ORDER BY state, reason, user_key LIMIT 100",
                                    id))
                    .contains("backfill_user_state")
                    .doesNotContain("Sort");
        });
    }

    private static String plan(org.jdbi.v3.core.Handle handle, String sql, Object... values) {
        return String.join(
                "\n", handle.select("EXPLAIN " + sql, values).mapTo(String.class).list());
    }
}
