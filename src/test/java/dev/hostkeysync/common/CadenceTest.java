package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CadenceTest {

    @Test
    void letsTheFirstTurnBeginAtOnceAndTheNextOnlyWhenItsTimeHasCome() {
        Cadence cadence = new Cadence(Duration.ofMillis(20));

        cadence.await();
        long first = System.nanoTime();
        cadence.await();

        assertThat(Duration.ofNanos(System.nanoTime() - first))
                .isGreaterThan(Duration.ofMillis(15));
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
