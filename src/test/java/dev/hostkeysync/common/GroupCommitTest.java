package dev.hostkeysync.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final List<List<String>> committed = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final AtomicInteger undone = new AtomicInteger();
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private final GroupCommit<String> group =
            new GroupCommit<>(3, text -> text.charAt(0), this::commit, this::park);
    private final List<Long> parked = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @Test
    void commitsAtOnceWhatComesAlone() {
        firstMayEnd.countDown();

        group.write("a");
        group.write("b");

        assertThat(committed).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void commitsTogetherWhatComesMeanwhile() {
        List<CompletableFuture<Void>> writes = writeInThisOrder("a", "b", "c", "d", "e");

        finish(writes);

        assertThat(committed).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
    }

    @Test
    void letsThePatientGoWithWhoeverComesFirst() {
        firstMayEnd.countDown();
        meanwhile = () -> group.write("c");

        group.write("b", Duration.ofMillis(50));

        assertThat(committed).containsExactly(List.of("b", "c"));
        assertThat(parked)
                .singleElement()
                .satisfies(nanos -> assertThat(nanos).isBetween(1L, 50_000_000L));
    }

    @Test
    void keepsTwoOfOneKeyApart() {
        List<CompletableFuture<Void>> writes = writeInThisOrder("a", "b1", "c", "b2", "d");

        finish(writes);

        assertThat(committed).containsExactly(List.of("a"), List.of("b1", "c"), List.of("b2", "d"));
    }

    @Test
    void letsOnlyHimFailWhoseFaultItIs() {
        List<CompletableFuture<Void>> writes = writeInThisOrder("a", "b", "x", "c");

        firstMayEnd.countDown();
        writes.get(3).orTimeout(10, TimeUnit.SECONDS).join();

        assertThatThrownBy(() -> writes.get(2).orTimeout(10, TimeUnit.SECONDS).join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("x cannot be written");
        finish(List.of(writes.get(0), writes.get(1)));
        assertThat(committed).containsExactlyInAnyOrder(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void failsTogetherWhenTheDatabaseIsAway() {
        List<CompletableFuture<Void>> writes = writeInThisOrder("a", "b", "z: away");

        firstMayEnd.countDown();

        for (CompletableFuture<Void> write : writes.subList(1, 3)) {
            assertThatThrownBy(() -> write.orTimeout(10, TimeUnit.SECONDS).join())
                    .hasRootCauseMessage("no connection");
        }
        assertThat(committed).containsExactly(List.of("a"));
    }

    @Test
    void repeatsWhatTheDatabaseUndidForAnothersSake() {
        undone.set(2);

        group.write("v: victim");

        assertThat(committed).containsExactly(List.of("v: victim"));
    }

    @Test
    void givesUpAfterThreeDeadlocks() {
        undone.set(3);

        assertThatThrownBy(() -> group.write("v: victim")).hasRootCauseMessage("deadlock");
        assertThat(committed).isEmpty();
    }

    @Test
    void tellsWhoFailsAlone() {
        firstMayEnd.countDown();

        assertThatThrownBy(() -> group.write("x")).hasMessage("x cannot be written");
        assertThat(committed).isEmpty();
    }

    @Test
    void leavesNobodyWaitingAfterAnErrorOfTheJvm() {
        List<CompletableFuture<Void>> writes = writeInThisOrder("a", "b", "e: error", "c");

        firstMayEnd.countDown();

        for (CompletableFuture<Void> write : writes.subList(1, 4)) {
            assertThatThrownBy(() -> write.orTimeout(10, TimeUnit.SECONDS).join())
                    .isInstanceOf(CompletionException.class);
        }
        group.write("d");
        assertThat(committed).containsExactly(List.of("a"), List.of("d"));
    }

    private void commit(List<String> texts) {
        if (texts.contains("e: error")) {
            throw new StackOverflowError();
        }
        if (texts.contains("x")) {
            throw new IllegalStateException("x cannot be written");
        }
        if (texts.contains("z: away")) {
            throw new IllegalStateException(new SQLException("no connection", "08001"));
        }
        if (texts.contains("v: victim") && undone.getAndDecrement() > 0) {
            throw new IllegalStateException(new SQLException("deadlock", "40P01"));
        }
        if (texts.contains("a")) {
            await(firstMayEnd);
        }
        committed.add(texts);
    }

    /// The first is being committed when the others come, each once the one before it waits.
    private List<CompletableFuture<Void>> writeInThisOrder(String... texts) {
        return Stream.of(texts).map(this::write).toList();
    }

    private CompletableFuture<Void> write(String text) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                group.write(text);
                                done.complete(null);
                            } catch (RuntimeException | Error e) {
                                done.completeExceptionally(e);
                            }
                        });
        threads.add(thread);
        Awaitility.await("the thread waits")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> thread.getState() == Thread.State.WAITING);
        return done;
    }

    private void finish(List<CompletableFuture<Void>> writes) {
        firstMayEnd.countDown();
        writes.forEach(write -> write.orTimeout(10, TimeUnit.SECONDS).join());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void park(long nanos) {
        parked.add(nanos);
        meanwhile.run();
    }
}
