package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.limit.RateClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DoubtWatchTest {

    private static final ZoomOutcome UNKNOWN = new ZoomOutcome.Unknown("no answer in time");

    private final Journey journey = new Journey();
    private final DoubtWatch watch = replica();

    private DoubtWatch replica() {
        return new DoubtWatch(journey.jdbi, new Doubts(), journey.announcer, journey.budget);
    }

    private UserId inDoubt(String email, int attempts) {
        UserId user = journey.create(email);
        for (int i = 0; i < attempts; i++) {
            journey.answer(UNKNOWN);
            journey.makeEverybodyDue();
            journey.turn();
        }
        return user;
    }

    private void pass(String time) {
        journey.jdbi.useHandle(tx ->
                tx.execute(
                        "UPDATE sync_user SET in_doubt_since = in_doubt_since - ?::interval,"
                                + " due_at = due_at - ?::interval",
                        time,
                        time));
    }

    private record Failure(String reason, int attempts, Instant nextAttemptAt) {}

    private List<Failure> failures() {
        return journey.jdbi.withHandle(handle ->
                handle.select(
                                """
                                SELECT data ->> 'reason', (data ->> 'attempts')::int, data ->> 'nextAttemptAt'
                                FROM (SELECT id, convert_from(value, 'UTF8')::jsonb AS data FROM outbox
                                      WHERE topic = 'host-key-events') events
                                WHERE data ? 'attempts' ORDER BY id
                                """
                                        .replace("data ? '", "data ?? '"))
                        .map((row, _) ->
                                new Failure(
                                        row.getString(1),
                                        row.getInt(2),
                                        Instant.parse(row.getString(3))))
                        .list());
    }

    @Test
    void tellsOnceOfAUserWhoIsInDoubtForAQuarterOfAnHour() {
        inDoubt("zoe@example.com", 3);
        pass("14 minutes 50 seconds");
        assertThat(watch.tell()).isZero();

        pass("10 seconds");

        assertThat(watch.tell()).isEqualTo(1);
        assertThat(watch.tell()).isZero();
        assertThat(failures())
                .containsExactly(
                        // Its turn has come long ago.
                        new Failure("in doubt for 15 minutes: no answer in time", 3, Journey.NOW));
    }

    @Test
    void tellsOfTheNextStreakToo() {
        UserId user = inDoubt("zoe@example.com", 1);
        pass("16 minutes");
        watch.tell();
        journey.makeEverybodyDue();
        journey.turn();
        assertThat(journey.row(user)).isEqualTo("DONE");

        journey.edit(user, "zoe.smith@example.com", true);
        journey.answer(UNKNOWN);
        journey.turn();
        assertThat(watch.tell()).isZero();
        pass("16 minutes");

        assertThat(watch.tell()).isEqualTo(1);
        assertThat(failures()).extracting(Failure::attempts).containsExactly(1, 1);
    }

    @Test
    void goesOnWithTheSameStreakAfterAnOperatorsRetry() {
        UserId user = inDoubt("zoe@example.com", 2);
        pass("16 minutes");
        watch.tell();

        journey.jdbi.useTransaction(tx ->
                journey.marks.mark(tx, List.of(user), Order.RETRY, "retry-requested", Lane.LIVE));

        assertThat(watch.tell()).isZero();
    }

    @Test
    void namesTheEndOfAHoldAsTheNextAttempt() {
        inDoubt("zoe@example.com", 1);
        pass("16 minutes");
        journey.budget.hold(RateClass.LIGHT, Duration.ofHours(13), "the day's calls are used up");

        watch.tell();

        assertThat(failures().getFirst().nextAttemptAt())
                .isBetween(
                        Journey.NOW.plus(Duration.ofMinutes(779)),
                        Journey.NOW.plus(Duration.ofHours(13)));
    }

    @Test
    void tellsOnceHoweverManyReplicasLook() throws Exception {
        for (int i = 0; i < 12; i++) {
            journey.create("user" + i + "@example.com");
            journey.answer(UNKNOWN);
        }
        journey.turn();
        pass("20 minutes");
        List<Callable<Integer>> replicas =
                List.of(replica()::tell, replica()::tell, replica()::tell, replica()::tell);

        int told = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> one : threads.invokeAll(replicas)) {
                told += one.get();
            }
        }
        told += watch.tell();

        assertThat(told).isEqualTo(12);
        assertThat(failures()).hasSize(12);
    }

    @Test
    void looksAtThoseWhoWereNotToldOfOnly() {
        journey.jdbi.useHandle(tx -> {
            tx.execute(
                    """
                    INSERT INTO sync_user (user_id, wanted, state, due_at, in_doubt_since, doubt_told)
                    SELECT gen_random_uuid(), 'KEY', 'IN_DOUBT', now(), now() - interval '1 hour', now() - interval '1 hour'
                    FROM generate_series(1, 20000)
                    """);
            tx.execute("ANALYZE sync_user");
        });

        String sql =
                """
                EXPLAIN SELECT user_id FROM sync_user
                WHERE in_doubt_since IS NOT NULL AND doubt_told IS DISTINCT FROM in_doubt_since
                    AND in_doubt_since <= now() - make_interval(secs => 900)
                ORDER BY in_doubt_since LIMIT 100
                """;
        List<String> plan =
                journey.jdbi.withHandle(tx -> tx.select(sql).mapTo(String.class).list());
        assertThat(String.join("\n", plan))
                .contains("sync_user_doubt_untold")
                .doesNotContain("Seq Scan");
    }
}
