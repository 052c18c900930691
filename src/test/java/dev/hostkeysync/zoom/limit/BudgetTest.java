package dev.hostkeysync.zoom.limit;

import static dev.hostkeysync.zoom.limit.RateClass.HEAVY;
import static dev.hostkeysync.zoom.limit.RateClass.LIGHT;
import static dev.hostkeysync.zoom.limit.RateClass.MEDIUM;
import static dev.hostkeysync.zoom.limit.RateClass.RESOURCE_INTENSIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.testing.TestDatabase;
import dev.hostkeysync.zoom.limit.Reservation.Full;
import dev.hostkeysync.zoom.limit.Reservation.Granted;
import dev.hostkeysync.zoom.limit.Reservation.Held;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The statements run on a real PostgreSQL, which looks at a clock that only the tests move: a
/// table of one row.
class BudgetTest {

    private static final Duration FAR = Duration.ofHours(1);

    private static Jdbi jdbi = TestDatabase.fresh().jdbi();

    @BeforeAll
    static void makeClock() {
        jdbi.useHandle(tx -> tx.execute("CREATE TABLE test_clock (now timestamptz NOT NULL)"));
    }

    @BeforeEach
    void start() {
        jdbi.useHandle(tx -> {
            tx.execute("DELETE FROM zoom_budget");
            for (RateClass rateClass : RateClass.values()) {
                tx.execute("INSERT INTO zoom_budget (rate_class) VALUES (?)", rateClass.name());
            }
            tx.execute("DELETE FROM test_clock");
            tx.execute("INSERT INTO test_clock VALUES ('2026-03-01 10:00:00Z')");
        });
    }

    private static void pass(String time) {
        jdbi.useHandle(tx -> tx.execute("UPDATE test_clock SET now = now + ?::interval", time));
    }

    /// A replica whose monotonic clock stands at zero, so that a slot is due after its wait.
    private static Budget replica(Limits limits) {
        return new Budget(jdbi, limits, () -> 0, "(SELECT now FROM test_clock)");
    }

    private static List<Long> waitsInMillis(Reservation reservation) {
        assertThat(reservation).isInstanceOf(Granted.class);
        return ((Granted) reservation)
                .slots().stream().map(slot -> slot.remaining(0).toMillis()).toList();
    }

    @Test
    void spacesSlotsByTheShareOfTheLimit() {
        Budget budget = replica(Limits.of(Plan.BUSINESS, 0.5));

        Reservation first = budget.reserve(LIGHT, 4, FAR);

        assertThat(waitsInMillis(first)).containsExactly(0L, 25L, 50L, 75L);
    }

    @Test
    void placesTheNextReservationBehindTheLast() {
        Budget budget = replica(Limits.of(Plan.BUSINESS, 0.5));
        budget.reserve(LIGHT, 4, FAR);

        pass("30 milliseconds");
        Reservation second = budget.reserve(LIGHT, 2, FAR);

        assertThat(waitsInMillis(second)).containsExactly(70L, 95L);
    }

    @Test
    void losesASlotThatNobodyTookInTime() {
        Budget budget = replica(Limits.of(Plan.BUSINESS, 0.5));
        budget.reserve(LIGHT, 1, FAR);

        pass("1 second");
        Reservation later = budget.reserve(LIGHT, 2, FAR);

        assertThat(waitsInMillis(later)).containsExactly(0L, 25L);
    }

    @Test
    void pacesLessThanOneCallPerSecond() {
        Budget budget = replica(Limits.of(Plan.FREE, 0.1));

        Reservation reservation = budget.reserve(LIGHT, 3, FAR);

        assertThat(waitsInMillis(reservation)).containsExactly(0L, 2_500L, 5_000L);
    }

    @Test
    void pacesByTheMinute() {
        Budget budget = replica(Limits.of(Plan.PRO, 0.5));

        Reservation reservation = budget.reserve(RESOURCE_INTENSIVE, 2, FAR);

        assertThat(waitsInMillis(reservation)).containsExactly(0L, 12_000L);
    }

    @Test
    void countsTheWaitFromTheAnswer() {
        Budget budget =
                new Budget(
                        jdbi,
                        Limits.perSecond(10),
                        () -> 7_000_000_000L,
                        "(SELECT now FROM test_clock)");

        Granted granted = (Granted) budget.reserve(LIGHT, 2, FAR);

        assertThat(granted.slots())
                .containsExactly(
                        new Slot(7_000_000_000L, 100_000_000),
                        new Slot(7_100_000_000L, 100_000_000));
    }

    @Test
    void sharesOnePaceAmongReplicas() throws Exception {
        Limits limits = Limits.perSecond(100);
        List<Callable<List<Long>>> calls =
                Stream.of(replica(limits), replica(limits))
                        .flatMap(replica ->
                                IntStream.range(0, 20)
                                        .<Callable<List<Long>>>mapToObj(_ ->
                                                () ->
                                                        waitsInMillis(
                                                                replica.reserve(LIGHT, 5, FAR))))
                        .toList();

        List<Long> all;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            all =
                    threads.invokeAll(calls).stream()
                            .map(Future::resultNow)
                            .flatMap(List::stream)
                            .sorted()
                            .toList();
        }

        assertThat(all).isEqualTo(IntStream.range(0, 200).mapToObj(slot -> slot * 10L).toList());
    }

    @Test
    void pacesEachClassOnItsOwn() {
        Budget budget = replica(Limits.perSecond(10));
        budget.reserve(LIGHT, 5, FAR);

        Reservation medium = budget.reserve(MEDIUM, 2, FAR);

        assertThat(waitsInMillis(medium)).containsExactly(0L, 100L);
    }

    @Test
    void grantsNothingBeyondTheHorizon() {
        Budget budget = replica(Limits.perSecond(10));

        assertThat(waitsInMillis(budget.reserve(LIGHT, 100, Duration.ofMillis(250))))
                .containsExactly(0L, 100L, 200L);
        assertThat(budget.reserve(LIGHT, 1, Duration.ofMillis(250)))
                .isEqualTo(new Full(Duration.ofMillis(50)));
        assertThat(waitsInMillis(budget.reserve(LIGHT, 2, Duration.ofMillis(300))))
                .containsExactly(300L);
    }

    @Test
    void grantsTheSlotThatIsFreeNowWhateverTheHorizon() {
        Budget budget = replica(Limits.of(Plan.FREE, 0.1));

        assertThat(waitsInMillis(budget.reserve(LIGHT, 5, Duration.ZERO))).containsExactly(0L);
        assertThat(budget.reserve(LIGHT, 5, Duration.ZERO))
                .isEqualTo(new Full(Duration.ofMillis(2_500)));
    }

    @Test
    void refusesToReserveNothing() {
        Budget budget = replica(Limits.perSecond(10));

        assertThatThrownBy(() -> budget.reserve(LIGHT, 0, FAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> budget.reserve(LIGHT, 1, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsEveryReplica() {
        replica(Limits.perSecond(10)).hold(LIGHT, Duration.ofSeconds(30), "too many calls");
        Budget other = replica(Limits.perSecond(10));

        pass("10 seconds");

        Hold hold = new Hold(Duration.ofSeconds(20), "too many calls");
        assertThat(other.reserve(LIGHT, 1, FAR)).isEqualTo(new Held(hold));
        assertThat(other.heldNow(LIGHT)).contains(hold);
        assertThat(other.heldNow(MEDIUM)).isEmpty();
        assertThat(waitsInMillis(other.reserve(MEDIUM, 1, FAR))).containsExactly(0L);
    }

    @Test
    void callsAgainWhenTheHoldIsOver() {
        Budget budget = replica(Limits.perSecond(10));
        budget.hold(LIGHT, Duration.ofSeconds(30), "too many calls");

        pass("30 seconds");

        assertThat(budget.heldNow(LIGHT)).isEmpty();
        assertThat(waitsInMillis(budget.reserve(LIGHT, 1, FAR))).containsExactly(0L);
    }

    @Test
    void neverShortensAHold() {
        Budget budget = replica(Limits.perSecond(10));
        budget.holdAll(Duration.ofHours(1), "the account is refused");

        budget.hold(LIGHT, Duration.ofSeconds(1), "too many calls");
        budget.hold(MEDIUM, Duration.ofHours(2), "the day's calls are used up");
        budget.hold(HEAVY, Duration.ZERO, "nothing");

        Hold account = new Hold(Duration.ofHours(1), "the account is refused");
        assertThat(budget.heldNow(LIGHT)).contains(account);
        assertThat(budget.heldNow(MEDIUM))
                .contains(new Hold(Duration.ofHours(2), "the day's calls are used up"));
        assertThat(budget.heldNow(HEAVY)).contains(account);
        assertThat(budget.heldNow(RESOURCE_INTENSIVE)).contains(account);
    }

    @Test
    void releasesAHold() {
        Budget budget = replica(Limits.perSecond(10));
        budget.holdAll(Duration.ofHours(1), "the account is refused");

        budget.release(LIGHT);

        assertThat(budget.heldNow(LIGHT)).isEmpty();
        assertThat(budget.heldNow(MEDIUM)).isNotEmpty();

        budget.releaseAll();

        assertThat(budget.heldNow(MEDIUM)).isEmpty();
    }

    @Test
    void holdsWhenTheDayIsUsedUpUntilMidnightUtc() {
        Budget budget = replica(Limits.of(Plan.FREE, 0.001));

        assertThat(waitsInMillis(budget.reserve(LIGHT, 100, FAR)))
                .containsExactly(0L, 250_000L, 500_000L, 750_000L, 1_000_000L, 1_250_000L);

        Hold hold = new Hold(Duration.ofHours(14), Hold.DAY_USED);
        assertThat(budget.reserve(LIGHT, 1, FAR)).isEqualTo(new Held(hold));
        assertThat(budget.heldNow(LIGHT)).contains(hold);
        assertThat(budget.heldNow(MEDIUM)).isEmpty();
    }

    @Test
    void beginsANewDayAtMidnightUtc() {
        Budget budget = replica(Limits.of(Plan.FREE, 0.001));
        budget.reserve(LIGHT, 100, FAR);

        pass("14 hours");

        assertThat(budget.heldNow(LIGHT)).isEmpty();
        assertThat(waitsInMillis(budget.reserve(LIGHT, 100, FAR))).hasSize(6);
        assertThat(budget.reserve(LIGHT, 1, FAR))
                .isEqualTo(new Held(new Hold(Duration.ofHours(24), Hold.DAY_USED)));
    }

    @Test
    void countsHeavyAndResourceIntensiveCallsTogether() {
        Budget budget = replica(Limits.of(Plan.PRO, 0.0001));

        budget.reserve(RESOURCE_INTENSIVE, 1, FAR);
        budget.reserve(HEAVY, 1, FAR);
        Reservation last = budget.reserve(HEAVY, 100, Duration.ofDays(1));

        assertThat(waitsInMillis(last)).containsExactly(1_000_000L);
        Held held = new Held(new Hold(Duration.ofHours(14), Hold.DAY_USED));
        assertThat(budget.reserve(HEAVY, 1, FAR)).isEqualTo(held);
        assertThat(budget.reserve(RESOURCE_INTENSIVE, 1, FAR)).isEqualTo(held);
        assertThat(budget.heldNow(RESOURCE_INTENSIVE)).contains(held.hold());
    }

    @Test
    void knowsNoDayWithAnOverride() {
        Budget budget = replica(Limits.perSecond(1_000));

        assertThat(waitsInMillis(budget.reserve(HEAVY, 2_500, FAR))).hasSize(2_500);
        assertThat(budget.usage(HEAVY)).isEqualTo(new Usage(2_500 / 60_000.0, 0, Optional.empty()));
    }

    @Test
    void tellsHowMuchOfPaceAndDayIsUsed() {
        Budget budget = replica(Limits.of(Plan.FREE, 0.5));
        budget.reserve(LIGHT, 60, FAR);

        pass("75 seconds");
        budget.reserve(LIGHT, 15, FAR);

        Usage usage = budget.usage(LIGHT);
        assertThat(usage)
                .isEqualTo(new Usage((60 * 0.75 + 15) / 120, 75 / 3_000.0, Optional.empty()));
        assertThat(usage.ratio()).isEqualTo(0.5);
    }

    @Test
    void forgetsThePaceOfTwoMinutesAgo() {
        Budget budget = replica(Limits.perSecond(10));
        budget.reserve(LIGHT, 60, FAR);

        pass("2 minutes");

        assertThat(budget.usage(LIGHT)).isEqualTo(new Usage(0, 0, Optional.empty()));
    }

    @Test
    void saysWhichRowIsMissing() {
        jdbi.useHandle(tx -> tx.execute("DELETE FROM zoom_budget WHERE rate_class = 'LIGHT'"));

        assertThatThrownBy(() -> replica(Limits.perSecond(1)).reserve(LIGHT, 1, FAR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("LIGHT");
    }

    @Test
    void findsARowForEveryClassAfterTheMigrations() {
        List<String> rows =
                TestDatabase.fresh()
                        .jdbi()
                        .withHandle(tx ->
                                tx.createQuery("SELECT rate_class FROM zoom_budget")
                                        .mapTo(String.class)
                                        .list());

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(RateClass.values()).map(RateClass::name).toList());
    }

    @Test
    void looksAtPostgresClock() {
        Budget budget = new Budget(jdbi, Limits.perSecond(1), () -> 0);

        assertThat(waitsInMillis(budget.reserve(LIGHT, 2, FAR))).containsExactly(0L, 1_000L);
    }
}
