package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LoopTest {

    private static final Logger LOG = Logger.getLogger(LoopTest.class);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Bell bell = new Bell();

    private Loop loop(Duration afterFailure, Loop.Turn turn) {
        return new Loop(LOG, "test", "Cannot turn: %s", afterFailure, bell, turn);
    }

    @Test
    void goesOnAfterAnError() throws InterruptedException {
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(3);
        Loop loop =
                loop(
                        Duration.ZERO,
                        () -> {
                            third.countDown();
                            if (turns.incrementAndGet() == 1) {
                                throw new NoClassDefFoundError("for the test");
                            }
                            if (turns.get() == 2) {
                                throw new IllegalStateException("for the test");
                            }
                            return LONG;
                        });

        loop.start();
        third.await();

        assertThat(loop.stop(LONG)).isTrue();
        assertThat(turns).hasValue(3);
    }

    @Test
    void turnsWhenTheBellRings() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        Loop loop =
                loop(
                        LONG,
                        () -> {
                            first.countDown();
                            second.countDown();
                            return LONG;
                        });

        loop.start();
        first.await();
        bell.ring();
        second.await();

        assertThat(loop.stop(LONG)).isTrue();
    }

    @Test
    void tellsATurnThatTheProcessStops() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        AtomicBoolean told = new AtomicBoolean();
        Loop[] it = new Loop[1];
        it[0] =
                loop(
                        LONG,
                        () -> {
                            begun.countDown();
                            asked.await();
                            told.set(it[0].isStopping());
                            return Duration.ZERO;
                        });

        it[0].start();
        begun.await();
        boolean ended = it[0].stop(Duration.ZERO);
        asked.countDown();

        assertThat(ended).isFalse();
        assertThat(it[0].stop(LONG)).isTrue();
        assertThat(told).isTrue();
    }

    @Test
    void stopsWhenItWasNeverStarted() throws InterruptedException {
        assertThat(loop(LONG, () -> LONG).stop(LONG)).isTrue();
    }
}
