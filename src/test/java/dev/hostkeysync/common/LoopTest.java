package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    @Test
    void waitsBeforeTheFirstTurnAsLongAsItIsTold() throws InterruptedException {
        CountDownLatch turned = new CountDownLatch(1);
        Loop loop =
                loop(
                        LONG,
                        () -> {
                            turned.countDown();
                            return LONG;
                        });

        loop.start(LONG);
        boolean early = turned.getCount() == 0;
        bell.ring();
        turned.await();

        assertThat(early).isFalse();
        assertThat(loop.stop(LONG)).isTrue();
    }

    @Test
    void doesTheLastWorkOnItsOwnThreadAfterTheLastTurn() throws InterruptedException {
        List<String> done = new CopyOnWriteArrayList<>();
        Loop[] it = new Loop[1];
        it[0] =
                loop(
                                LONG,
                                () -> {
                                    done.add("turn");
                                    it[0].end();
                                    return Duration.ZERO;
                                })
                        .atEnd(() -> {
                            done.add(Thread.currentThread().getName());
                            throw new IllegalStateException("for the test");
                        });

        it[0].start();

        assertThat(it[0].stop(LONG)).isTrue();
        assertThat(done).endsWith("test").containsOnlyOnce("test");
    }

    @Test
    void hasNoLastWorkWhenItWasNeverStarted() throws InterruptedException {
        AtomicBoolean ended = new AtomicBoolean();
        Loop loop = loop(LONG, () -> LONG).atEnd(() -> ended.set(true));

        assertThat(loop.stop(LONG)).isTrue();
        loop.start();

        assertThat(loop.stop(LONG)).isTrue();
        assertThat(ended).isFalse();
    }

    @Test
    void wakesATurnThatWaitsWithin() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Loop[] it = new Loop[1];
        it[0] =
                loop(
                        LONG,
                        () -> {
                            begun.countDown();
                            goesOn.set(it[0].pause(LONG));
                            return Duration.ZERO;
                        });

        it[0].start();
        begun.await();

        assertThat(it[0].stop(LONG)).isTrue();
        assertThat(goesOn).isFalse();
    }

    @Test
    void tellsWhenAStreakOfFailuresBeginsAndEnds() throws InterruptedException {
        List<String> told = new CopyOnWriteArrayList<>();
        CountDownLatch fifth = new CountDownLatch(5);
        AtomicInteger turns = new AtomicInteger();
        Loop loop =
                new Loop(
                        "test",
                        new Loop.Failures() {
                            @Override
                            public Duration after(Throwable thrown, boolean first) {
                                told.add(thrown.getMessage() + (first ? " first" : ""));
                                return Duration.ZERO;
                            }

                            @Override
                            public void over() {
                                told.add("over");
                            }
                        },
                        bell,
                        () -> {
                            fifth.countDown();
                            return switch (turns.incrementAndGet()) {
                                case 1 -> throw new IllegalStateException("a");
                                case 2 -> throw new NoClassDefFoundError("b");
                                case 4 -> throw new IllegalStateException("c");
                                case 5 -> LONG;
                                default -> Duration.ZERO;
                            };
                        });

        loop.start();
        fifth.await();

        assertThat(loop.stop(LONG)).isTrue();
        assertThat(told).containsExactly("a first", "b", "over", "c first", "over");
    }
}
