package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final Duration SOON = Duration.ofSeconds(4);

    private final Patience patience = new Patience("events");

    @Test
    void waitsAtTheEndForWhatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        CompletableFuture<Void> work =
                CompletableFuture.runAsync(() ->
                        patience.untilDatabaseWorks(() -> {
                            begun.countDown();
                            await(mayEnd);
                            int _ = done.incrementAndGet();
                        }));
        begun.await();

        CompletableFuture<Integer> doneAtTheStop =
                CompletableFuture.supplyAsync(() -> {
                    stop();
                    return done.get();
                });
        mayEnd.countDown();

        assertThat(doneAtTheStop).succeedsWithin(SOON).isEqualTo(1);
        assertThat(work).succeedsWithin(SOON);
    }

    @Test
    void saysWhenItIsStillUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Void> work =
                CompletableFuture.runAsync(() ->
                        patience.untilDatabaseWorks(() -> {
                            begun.countDown();
                            await(mayEnd);
                        }));
        begun.await();

        assertThat(patience.stop(Duration.ZERO)).isFalse();
        mayEnd.countDown();
        assertThat(work).succeedsWithin(SOON);
        assertThat(patience.stop(Duration.ZERO)).isTrue();
    }

    @Test
    void beginsNothingAfterTheEnd() {
        patience.end();

        assertThatThrownBy(() ->
                        patience.untilDatabaseWorks(() -> {
                            throw new AssertionError("begun");
                        }))
                .isInstanceOf(Patience.Stopping.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void stop() {
        try {
            assertThat(patience.stop(SOON)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
