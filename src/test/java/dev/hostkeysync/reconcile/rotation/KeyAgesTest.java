package dev.hostkeysync.reconcile.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class KeyAgesTest {

    private static final Instant SET = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEYS = 10_000;

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final KeyAges ages = new KeyAges();

    /// Keys of users whose ids are in a row, as a backfill makes them.
    ///
    /// @param apart seconds from one key to the next
    private void keys(int howMany, double apart) {
        jdbi.useHandle(tx -> {
            tx.execute(
                    """
                    INSERT INTO host_key (user_id, version, state, concealed, sealed, seal_key_id, opened_at, activated_at)
                    SELECT lpad(to_hex(n), 32, '0')::uuid, 1, 'ACTIVE', false, '\\x00', 1, at, at
                    FROM (SELECT n, '2026-01-01T00:00:00Z'::timestamptz + make_interval(secs => n * ?::float8) AS at
                          FROM generate_series(0, ?) AS n) AS made
                    """,
                    apart,
                    howMany - 1);
            tx.execute(
                    "INSERT INTO sync_user (user_id, wanted) SELECT user_id, 'KEY' FROM host_key");
            tx.execute("ANALYZE host_key, sync_user");
        });
    }

    private List<UserId> due(Duration age, Instant at, int atMost) {
        return jdbi
                .withHandle(tx -> ages.due(tx, age, at, KeyAges.Place.BEGINNING, atMost))
                .stream()
                .map(KeyAges.Place::userId)
                .toList();
    }

    private void replaced(Collection<UserId> users) {
        jdbi.useHandle(tx ->
                tx.execute(
                        "DELETE FROM host_key WHERE user_id = ANY (?)",
                        (Object) users.stream().map(UserId::value).toArray(UUID[]::new)));
    }

    @Test
    void spreadsKeysOfOneMomentEvenlyOverTheLastFifthOfTheirLife() {
        Duration age = Duration.ofDays(30);
        keys(KEYS, 0);

        List<Integer> perHour = new ArrayList<>();
        Instant hour = SET.plus(age.multipliedBy(4).dividedBy(5));
        assertThat(due(age, hour.minusSeconds(1), KEYS)).isEmpty();
        while (hour.isBefore(SET.plus(age))) {
            hour = hour.plus(Duration.ofHours(1));
            List<UserId> due = due(age, hour, KEYS);
            perHour.add(due.size());
            replaced(due);
        }

        // 136.8 hours of 73.1 keys on average; at random, 99.99 % of hours lie within 4 standard
        // deviations of it, which is 34.
        List<Integer> full = perHour.subList(0, 136);
        IntSummaryStatistics stats = full.stream().mapToInt(Integer::intValue).summaryStatistics();
        assertThat(stats.getMin()).isGreaterThanOrEqualTo(73 - 34);
        assertThat(stats.getMax()).isLessThanOrEqualTo(73 + 34);
        assertThat(perHour.stream().mapToInt(Integer::intValue).sum()).isEqualTo(KEYS);
        // Nothing is left for the last hundredth: there is time to replace the last ones.
        assertThat(perHour.subList(137, 144)).containsOnly(0);
    }

    @Test
    void passesOverWhoMayNotGetAnotherKeyNow() {
        keys(9, 0);
        Instant end = SET.plus(Duration.ofDays(30));
        jdbi.useHandle(tx -> {
            tx.execute(
                    """
                    INSERT INTO host_key (user_id, version, state, concealed, sealed, seal_key_id, opened_at)
                    SELECT user_id, 2, 'PENDING', false, sealed, 1, now() FROM host_key ORDER BY user_id LIMIT 1
                    """);
            tx.execute("UPDATE host_key SET concealed = true WHERE user_id = ?", new UUID(0, 1));
            tx.execute("UPDATE host_key SET drifted_at = now() WHERE user_id = ?", new UUID(0, 2));
            tx.execute(
                    "UPDATE sync_user SET is_protected = true WHERE user_id = ?", new UUID(0, 3));
            tx.execute("UPDATE sync_user SET wanted = 'GONE' WHERE user_id = ?", new UUID(0, 4));
            tx.execute(
                    "UPDATE sync_user SET state = 'WAITING', due_at = now() WHERE user_id = ?",
                    new UUID(0, 5));
            tx.execute("DELETE FROM sync_user WHERE user_id = ?", new UUID(0, 6));
        });

        assertThat(due(Duration.ofDays(30), end, 10))
                .containsExactlyInAnyOrder(new UserId(new UUID(0, 7)), new UserId(new UUID(0, 8)));
    }

    @Test
    void comesToEverybodyOnceOnTheWayFromBeginningToEnd() {
        keys(1000, 0);
        Instant end = SET.plus(Duration.ofDays(30));
        List<UserId> seen = new ArrayList<>();
        KeyAges.Place place = KeyAges.Place.BEGINNING;
        List<KeyAges.Place> page;
        do {
            KeyAges.Place after = place;
            page = jdbi.withHandle(tx -> ages.due(tx, Duration.ofDays(30), end, after, 7));
            page.forEach(one -> seen.add(one.userId()));
            place = page.isEmpty() ? place : page.getLast();
        } while (page.size() == 7);

        assertThat(seen).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void readsAFewPagesHoweverManyKeysThereAre() {
        Duration age = Duration.ofDays(90);
        // One key each 77 s for 90 days: a fifth of them are in the last fifth of their life.
        keys(100_000, 77.76);
        Instant now = SET.plus(age);
        List<UserId> due = due(age, now, 200_000);
        replaced(due);
        jdbi.useHandle(tx -> tx.execute("VACUUM ANALYZE host_key"));

        String plan = plan(age, now.plus(Duration.ofMinutes(1)));

        assertThat(due).hasSizeBetween(10_000, 11_000);
        assertThat(plan).contains("host_key_turn").doesNotContain("Seq Scan");
        // A descent to each of the 1024 slots, whatever is in them.
        assertThat(buffers(plan)).isLessThan(6_000);
    }

    @Test
    void readsAFewPagesAlsoWhenManyAreDue() {
        Duration age = Duration.ofDays(90);
        keys(100_000, 0);
        jdbi.useHandle(tx -> tx.execute("VACUUM ANALYZE host_key"));

        String plan = plan(age, SET.plus(age));

        assertThat(plan).contains("host_key_turn").doesNotContain("Seq Scan");
        // 300 keys and the work on their users, and what is left of the last slot.
        assertThat(buffers(plan)).isLessThan(6_000);
    }

    private String plan(Duration age, Instant now) {
        return jdbi.withHandle(tx ->
                String.join(
                        "\n",
                        tx.createQuery(
                                        "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) "
                                                + KeyAges.DUE)
                                .bind("slot", 0)
                                .bind("at", KeyAges.Place.BEGINNING.activatedAt())
                                .bind("user", new UUID(0, 0))
                                .bind("now", now.atOffset(ZoneOffset.UTC))
                                .bind("age", (double) age.toSeconds())
                                .bind("at_most", 300)
                                .mapTo(String.class)
                                .list()));
    }

    private static int buffers(String plan) {
        Matcher hit =
                Pattern.compile("Buffers: shared hit=([0-9]+)(?: read=([0-9]+))?").matcher(plan);
        assertThat(hit.find()).as(plan).isTrue();
        return Integer.parseInt(hit.group(1))
                + (hit.group(2) == null ? 0 : Integer.parseInt(hit.group(2)));
    }
}
