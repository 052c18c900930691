package dev.hostkeysync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.directory.DirectoryFixture;
import dev.hostkeysync.directory.Report;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.testing.Stopping;
import dev.hostkeysync.testing.TestClock;
import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class InboxUpkeepTest {

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final TestClock clock = new TestClock("2026-11-22T10:00:00Z");
    private final DirectoryFixture directory = new DirectoryFixture(jdbi, new FixedIds(), clock);
    private final WebhookCounter counter = new WebhookCounter(new SimpleMeterRegistry());
    private final Inbox inbox = new Inbox(jdbi, directory.directory(), counter);

    @Test
    void forgetsWhatIsOlderThanEightDays() {
        inbox.remember("okta", "old");
        makeOlder("8 days 1 minute");
        inbox.remember("okta", "young");
        makeOlder("7 days 23 hours");

        assertThat(upkeep().forget(1000)).isFalse();

        assertThat(inbox.knows("okta", "old")).isFalse();
        assertThat(inbox.knows("okta", "young")).isTrue();
    }

    @Test
    void forgetsWordsByTheirOwnTime() {
        Report report = new Report.Deactivated(UserReference.none().withUserName("zoe"));
        inbox.take(
                new Notice(
                        "okta", List.of("a"), clock.instant().minus(Duration.ofDays(9)), report));
        inbox.take(
                new Notice(
                        "okta", List.of("b"), clock.instant().minus(Duration.ofDays(7)), report));

        assertThat(upkeep().forget(1000)).isFalse();

        assertThat(count("user_fact")).isEqualTo(1);
    }

    @Test
    void forgetsAFewAtATimeAndSharesTheWork() throws Exception {
        fill(3000, "9 days");
        List<Callable<Boolean>> turns =
                java.util.Collections.nCopies(6, () -> upkeep().forget(500));

        try (var replicas = Executors.newFixedThreadPool(6)) {
            List<Boolean> more = replicas.invokeAll(turns).stream().map(Future::resultNow).toList();

            assertThat(more).containsOnly(true);
        }

        assertThat(count("webhook_event")).isZero();
        assertThat(upkeep().forget(500)).isFalse();
    }

    @Test
    void writesDownWhoProvedThemselves() {
        counter.count("zoom", Outcome.VALIDATION);
        counter.count("okta", Outcome.REFUSED);
        counter.count("standard", Outcome.MALFORMED);
        counter.countUnproved("graph", Outcome.VALIDATION);

        upkeep().noteHeard();
        upkeep().noteHeard();

        List<String> heard =
                jdbi.withHandle(db ->
                        db.select("SELECT source FROM webhook_source WHERE heard_at <= now()")
                                .mapTo(String.class)
                                .list());
        assertThat(heard).containsExactly("zoom");
    }

    @Test
    void runsUntilTheProcessEnds() throws Exception {
        fill(2500, "9 days");
        InboxUpkeep upkeep = upkeep();

        upkeep.start();
        while (count("webhook_event") > 0) {
            Thread.onSpinWait();
        }
        Stopping.work(upkeep::stop);

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("inbox-upkeep"));
    }

    /// Eight days of 400,000 events would be 3.2 million; the plans are those of far fewer.
    @Test
    void readsAnIndexHoweverManyThereAre() {
        fill(100_000, "1 hour");
        fill(2000, "9 days");
        jdbi.useHandle(db -> {
            int _ = db.execute("ANALYZE webhook_event");
        });

        assertThat(
                        plan(
                                """
                                DELETE FROM webhook_event WHERE ctid = ANY (ARRAY(
                                    SELECT ctid FROM webhook_event WHERE taken_at < now() - make_interval(secs => 691200)
                                    ORDER BY taken_at LIMIT 1000 FOR UPDATE SKIP LOCKED))
                                """))
                .contains("webhook_event_taken_at", "Tid Scan")
                .doesNotContain("Seq Scan", "Sort");
        assertThat(
                        plan(
                                "SELECT EXISTS (SELECT FROM webhook_event"
                                        + " WHERE id = '00000000-0000-0000-0000-000000000001')"))
                .contains("webhook_event_pkey")
                .doesNotContain("Seq Scan");
    }

    private InboxUpkeep upkeep() {
        return new InboxUpkeep(jdbi, directory.directory(), clock, counter);
    }

    private String plan(String sql) {
        return jdbi.withHandle(
                db -> String.join("\n", db.select("EXPLAIN " + sql).mapTo(String.class).list()));
    }

    private void fill(int many, String age) {
        jdbi.useHandle(db -> {
            int _ =
                    db.execute(
                            "INSERT INTO webhook_event SELECT gen_random_uuid(), now() -"
                                    + " ?::interval FROM generate_series(1, ?)",
                            age,
                            many);
        });
    }

    private void makeOlder(String by) {
        jdbi.useHandle(db -> {
            int _ = db.execute("UPDATE webhook_event SET taken_at = taken_at - ?::interval", by);
        });
    }

    private long count(String table) {
        return jdbi.withHandle(
                db -> db.select("SELECT count(*) FROM " + table).mapTo(Long.class).one());
    }
}
