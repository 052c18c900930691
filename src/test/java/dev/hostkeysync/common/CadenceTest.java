package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CadenceTest {

    private final List<Long> waits = new ArrayList<>();
    private long now = -10;

    private void park(long nanos) {
        waits.add(nanos);
        now += Math.min(nanos, 15);
    }

    @Test
    void letsTheFirstTurnBeginAtOnceAndTheNextOnlyWhenItsTimeHasCome() {
        Cadence cadence = new Cadence(Duration.ofNanos(20), () -> now, this::park);

        cadence.await();
        boolean atOnce = waits.isEmpty();
        now += 2;
        cadence.await();

        assertThat(atOnce).isTrue();
        assertThat(waits).containsExactly(18L, 3L);
    }

    @Test
    void holdsUpNoLoopThatTurnsSeldom() {
        Cadence cadence = new Cadence(Duration.ofNanos(20), () -> now, this::park);

        cadence.await();
        now += 20;
        cadence.await();

        assertThat(waits).isEmpty();
    }

    @Test
    void endsTheWaitWhenItIsInterrupted() {
        Cadence cadence = new Cadence(Duration.ofHours(1));
        cadence.await();

        Thread.currentThread().interrupt();
        cadence.await();

        assertThat(Thread.interrupted()).isTrue();
    }
}
