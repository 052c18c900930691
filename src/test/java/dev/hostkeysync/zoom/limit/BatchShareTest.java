package dev.hostkeysync.zoom.limit;

import static dev.hostkeysync.zoom.limit.RateClass.LIGHT;
import static dev.hostkeysync.zoom.limit.RateClass.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.zoom.limit.Reservation.Full;
import dev.hostkeysync.zoom.limit.Reservation.Granted;
import dev.hostkeysync.zoom.limit.Reservation.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Batch work beside live events, on a clock that only the tests move. The replicas' own clock
/// stands at zero, so that a slot is due after its wait.
class BatchShareTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Priority LIVE = new Priority.Live();

    private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

    @BeforeAll
    static void makeClock() {
        JDBI.useHandle(tx -> tx.execute("CREATE TABLE test_clock (now timestamptz NOT NULL)"));
    }

    @BeforeEach
    void start() {
        JDBI.useHandle(tx -> {
            tx.execute("DELETE FROM zoom_budget");
            for (RateClass rateClass : RateClass.values()) {
                tx.execute("INSERT INTO zoom_budget (rate_class) VALUES (?)", rateClass.name());
            }
            tx.execute("DELETE FROM test_clock");
            tx.execute("INSERT INTO test_clock VALUES ('2026-03-01 10:00:00Z')");
        });
    }

    private static void pass(int millis) {
        JDBI.useHandle(
                tx -> tx.execute("UPDATE test_clock SET now = now + ? * interval '1 ms'", millis));
    }

    private static Budget replica(Limits limits) {
        return new Budget(JDBI, limits, () -> 0, "(SELECT now FROM test_clock)");
    }

    private static Priority batch(double share) {
        return new Priority.Batch(share);
    }

    private static List<Long> waits(Reservation reservation) {
        return reservation instanceof Granted(List<Slot> slots)
                ? slots.stream().map(slot -> slot.remaining(0).toMillis()).toList()
                : List.of();
    }

    @Test
    void takesItsShareOfTheNextQuarterOfASecond() {
        Budget budget = replica(Limits.perSecond(100));

        assertThat(waits(budget.reserve(LIGHT, batch(0.2), 50, SECOND)))
                .containsExactly(0L, 10L, 20L, 30L, 40L, 50L);
        assertThat(budget.reserve(LIGHT, batch(0.2), 50, SECOND))
                .isEqualTo(new Full(Duration.ofMillis(50)));
        pass(50);
        assertThat(waits(budget.reserve(LIGHT, batch(0.2), 50, SECOND))).containsExactly(10L);
    }

    @Test
    void leavesTheOtherSlotsToLiveCalls() {
        Budget budget = replica(Limits.perSecond(100));
        budget.reserve(LIGHT, batch(0.2), 50, SECOND);

        assertThat(waits(budget.reserve(LIGHT, 2, SECOND))).containsExactly(60L, 70L);
        assertThat(waits(budget.reserve(LIGHT, LIVE, 2, SECOND))).containsExactly(80L, 90L);
    }

    @Test
    void takesNothingWhileLiveCallsWait() {
        Budget budget = replica(Limits.perSecond(100));
        budget.reserve(LIGHT, 100, SECOND);

        assertThat(budget.reserve(LIGHT, batch(1), 1, SECOND))
                .isEqualTo(new Full(Duration.ofMillis(750)));

        pass(900);
        assertThat(waits(budget.reserve(LIGHT, batch(1), 50, SECOND)))
                .hasSize(16)
                .startsWith(100L, 110L)
                .endsWith(250L);
    }

    @Test
    void savesNothingUpWhileItDoesNotAsk() {
        Budget budget = replica(Limits.perSecond(100));
        budget.reserve(LIGHT, batch(0.2), 50, SECOND);

        pass(10_000);

        assertThat(waits(budget.reserve(LIGHT, batch(0.2), 50, SECOND))).hasSize(6);
    }

    @Test
    void sharesOneLaneAmongAllBatchWork() {
        Budget budget = replica(Limits.perSecond(100));
        int granted = 0;

        for (int i = 0; i < 200; i++) {
            granted += waits(budget.reserve(LIGHT, batch(0.5), 1, SECOND)).size();
            granted += waits(budget.reserve(LIGHT, batch(0.25), 1, SECOND)).size();
            pass(10);
        }

        // Two seconds: 0.5 of them would be 100, beside what is taken ahead.
        assertThat(granted).isBetween(50, 113);
    }

    @Test
    void pacesEachClassOnItsOwn() {
        Budget budget = replica(Limits.perSecond(100));
        budget.reserve(LIGHT, batch(0.2), 50, SECOND);

        assertThat(waits(budget.reserve(MEDIUM, batch(0.2), 2, SECOND))).containsExactly(0L, 10L);
    }

    @Test
    void stopsWhereAHoldStopsAll() {
        Budget budget = replica(Limits.perSecond(100));
        replica(Limits.perSecond(100)).hold(LIGHT, Duration.ofMinutes(1), "too many calls");

        assertThat(budget.reserve(LIGHT, batch(0.2), 1, SECOND))
                .isEqualTo(new Held(new Hold(Duration.ofMinutes(1), "too many calls")));
    }

    @Test
    void leavesAtMostASecondOfCallsAfterTheHoldOfAnother() {
        Budget budget = replica(Limits.perSecond(100));
        List<Long> live = waits(budget.reserve(LIGHT, 1_000, SECOND));
        replica(Limits.perSecond(100)).hold(LIGHT, Duration.ofHours(14), "the day is used up");

        assertThat(live).hasSize(101).endsWith(1_000L);
        assertThat(budget.reserve(LIGHT, 1, SECOND)).isInstanceOf(Held.class);
        assertThat(budget.reserve(LIGHT, batch(1), 1, SECOND)).isInstanceOf(Held.class);
    }

    @Test
    void leavesTheRestOfTheDayToLiveCalls() {
        // 6,000 a day, of which we have 60 and batch work 6.
        Budget budget = replica(Limits.of(Plan.FREE, 0.01));

        for (int i = 0; i < 6; i++) {
            assertThat(waits(budget.reserve(LIGHT, batch(0.1), 1, SECOND))).hasSize(1);
            pass(250_000);
        }

        assertThat(budget.reserve(LIGHT, batch(0.1), 1, SECOND))
                .isEqualTo(
                        new Held(
                                new Hold(
                                        Duration.ofHours(14).minusSeconds(1_500),
                                        Hold.BATCH_DAY_USED)));
        assertThat(waits(budget.reserve(LIGHT, 1, SECOND))).hasSize(1);
        assertThat(budget.heldNow(LIGHT)).isEmpty();
        assertThat(budget.heldNow(LIGHT, LIVE)).isEmpty();
        assertThat(budget.heldNow(LIGHT, batch(0.1)))
                .contains(new Hold(Duration.ofHours(14).minusSeconds(1_500), Hold.BATCH_DAY_USED));
        assertThat(budget.heldNow(LIGHT, batch(0.2))).isEmpty();

        pass(14 * 3_600_000);
        assertThat(budget.heldNow(LIGHT, batch(0.1))).isEmpty();
        assertThat(waits(budget.reserve(LIGHT, batch(0.1), 1, SECOND))).hasSize(1);
    }

    @Test
    void tellsOfTheLongerOfTwoHolds() {
        Budget budget = replica(Limits.of(Plan.FREE, 0.01));
        budget.reserve(LIGHT, batch(0.01), 1, SECOND);
        budget.hold(LIGHT, Duration.ofMinutes(1), "too many calls");
        assertThat(budget.heldNow(LIGHT, batch(0.01)).orElseThrow().reason())
                .isEqualTo(Hold.BATCH_DAY_USED);

        budget.hold(LIGHT, Duration.ofHours(15), "too many calls");

        assertThat(budget.heldNow(LIGHT, batch(0.01)).orElseThrow().reason())
                .isEqualTo("too many calls");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0",
        "0.5, 0",
        "1, 0",
        // With live events beside it, 20 a second.
        "0.1, 20",
        "0.5, 20",
        "0.75, 20",
        // More live events than there is room for: the rest is batch's.
        "1, 20",
        "1, 60",
    })
    void threeReplicasUseTheShareAndNobodyWaitsLong(double share, int livePerSecond) {
        List<Budget> replicas =
                Stream.generate(() -> replica(Limits.of(Plan.BUSINESS, 1))).limit(3).toList();
        List<Long> calls = new ArrayList<>();
        List<Long> liveWaits = new ArrayList<>();
        int batchCalls = 0;

        int millis = 5_000;
        int arrivals = 0;
        for (int now = 0; now < millis; now += 20) {
            for (; arrivals * 1_000 < now * livePerSecond; arrivals++) {
                Budget replica = replicas.get(arrivals % 3);
                long wait = micros(replica.reserve(LIGHT, 1, SECOND)).getFirst();
                liveWaits.add(wait / 1_000);
                calls.add(now * 1_000L + wait);
            }
            for (Budget replica : replicas) {
                for (long wait : micros(replica.reserve(LIGHT, batch(share), 64, SECOND))) {
                    calls.add(now * 1_000L + wait);
                    batchCalls++;
                }
            }
            pass(20);
        }

        List<Long> sorted = calls.stream().sorted().toList();
        assertThat(IntStream.range(1, sorted.size()))
                .allMatch(i -> sorted.get(i) - sorted.get(i - 1) >= 12_500);
        double share80 = 80 * Math.min(share, 1 - livePerSecond / 80.0) * millis / 1_000;
        // At most its share, beside the quarter of a second that it takes ahead.
        assertThat((double) batchCalls).isBetween(0.95 * share80, share80 + 0.26 * 80 * share + 1);
        assertThat(liveWaits).allMatch(wait -> wait <= 275);
    }

    private static List<Long> micros(Reservation reservation) {
        return reservation instanceof Granted(List<Slot> slots)
                ? slots.stream().map(slot -> slot.remaining(0).toNanos() / 1_000).toList()
                : List.of();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
    void refusesAShareOutOfRange(double share) {
        assertThatThrownBy(() -> new Priority.Batch(share))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
