package dev.hostkeysync.zoom.limit;

import static dev.hostkeysync.zoom.limit.RateClass.LIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The clock of PostgreSQL and that of the replica are moved together, by whoever sleeps.
class PaceTest {

    private static final Jdbi JDBI = TestDatabase.fresh().jdbi();

    private final Budget budget =
            new Budget(JDBI, Limits.perSecond(10), this::nanoTime, "(SELECT now FROM test_clock)");
    private final Pace pace = new Pace(budget, this::nanoTime, this::sleep);
    private final List<Long> sleptMillis = new ArrayList<>();
    private long now;

    @BeforeAll
    static void makeClock() {
        JDBI.useHandle(tx -> tx.execute("CREATE TABLE test_clock (now timestamptz NOT NULL)"));
    }

    @BeforeEach
    void start() {
        JDBI.useHandle(tx -> {
            tx.execute(
                    "UPDATE zoom_budget SET next_slot_at = '-infinity', held_until = '-infinity'");
            tx.execute("DELETE FROM test_clock");
            tx.execute("INSERT INTO test_clock VALUES ('2026-03-01 10:00:00Z')");
        });
    }

    private long nanoTime() {
        return now;
    }

    private void sleep(long nanos) {
        sleptMillis.add(nanos / 1_000_000);
        pass(nanos);
    }

    private void pass(long nanos) {
        now += nanos;
        JDBI.useHandle(tx ->
                tx.execute(
                        "UPDATE test_clock SET now = now + ? * interval '1 microsecond'",
                        nanos / 1_000));
    }

    private Slot reserved(int place) {
        return ((Reservation.Granted) budget.reserve(LIGHT, place, Duration.ofHours(1)))
                .slots()
                .getLast();
    }

    @Test
    void waitsUntilTheSlotIsThere() {
        Slot third = reserved(3);

        assertThat(pace.await(LIGHT, third)).isTrue();
        assertThat(sleptMillis).containsExactly(200L);
    }

    @Test
    void usesASlotThatIsPastByOneGap() {
        Slot mine = reserved(1);
        pass(100_000_000);

        assertThat(pace.await(LIGHT, mine)).isTrue();
        assertThat(sleptMillis).isEmpty();
    }

    @Test
    void takesAnotherSlotBehindAllOthersWhenItIsTooLate() {
        Slot mine = reserved(1);
        reserved(3);
        pass(101_000_000);

        assertThat(pace.await(LIGHT, mine)).isTrue();
        assertThat(sleptMillis).containsExactly(299L);
    }

    @Test
    void givesUpWhenNoSlotCanBeHadForSeconds() {
        reserved(100);

        assertThat(pace.await(LIGHT)).isFalse();
        assertThat(sleptMillis).isEmpty();
    }

    @Test
    void asksAgainWhenASlotIsNear() {
        reserved(30);

        assertThat(pace.await(LIGHT)).isTrue();
        assertThat(sleptMillis).containsExactly(2000L, 1000L);
    }

    @Test
    void givesUpAtOnceWhileNobodyMayCall() {
        budget.hold(LIGHT, Duration.ofMinutes(1), "throttled");

        assertThat(pace.await(LIGHT)).isFalse();
        assertThat(sleptMillis).isEmpty();
    }

    @Test
    void waitsLongerForBatchWork() {
        reserved(100);

        assertThat(pace.await(LIGHT, new Priority.Batch(0.5))).isTrue();
        assertThat(sleptMillis).containsExactly(9_750L, 250L);
    }

    @Test
    void givesUpBatchWorkAfterAMinute() {
        reserved(610);

        assertThat(pace.await(LIGHT, new Priority.Batch(0.5))).isFalse();
        assertThat(sleptMillis).isEmpty();
    }

    @Test
    void letsAnInterruptEndTheWait() {
        reserved(20);
        Thread.currentThread().interrupt();

        assertThat(pace.await(LIGHT, new Priority.Batch(0.5))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void takesASlotOfItsOwn() {
        reserved(2);

        assertThat(pace.await(LIGHT)).isTrue();
        assertThat(sleptMillis).containsExactly(200L);
    }
}
