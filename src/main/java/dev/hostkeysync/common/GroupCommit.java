package dev.hostkeysync.common;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Lets threads that have something to commit share a transaction: whoever comes while one is under
/// way shares the next. Nobody waits for company that is not there unless they want to, so alone it
/// costs nothing, and under load one commit carries many.
///
/// @param <T> what is committed
public final class GroupCommit<T> {

    /// How often a transaction is repeated that the database undid for another one's sake.
    private static final int AGAIN = 2;

    private final int most;
    private final Function<T, Object> key;
    private final Consumer<List<T>> commit;
    private final Deque<Entry<T>> waiting = new ArrayDeque<>();
    private final ReentrantLock committing = new ReentrantLock();
    private final LongConsumer park;

    /// @param most in one transaction
    /// @param key two of the same key never share a transaction
    /// @param commit runs the transaction; once more where a deadlock undid it
    public GroupCommit(int most, Function<T, Object> key, Consumer<List<T>> commit) {
        this(most, key, commit, LockSupport::parkNanos);
    }

    /// @param park waits so many nanoseconds, or less
    GroupCommit(int most, Function<T, Object> key, Consumer<List<T>> commit, LongConsumer park) {
        this.most = most;
        this.key = key;
        this.commit = commit;
        this.park = park;
    }

    /// Returns once the thing is committed.
    ///
    /// @throws RuntimeException when it could not be; what shared its transaction is affected only
    ///   when the database is to blame
    public void write(T thing) {
        write(thing, Duration.ZERO);
    }

    /// The same for what nobody waits for: whoever says so within the same so-long share a
    /// transaction, with whatever comes without such patience too.
    ///
    /// @param patience how long it may lie uncommitted, at most; zero = not at all
    public void write(T thing, Duration patience) {
        Entry<T> mine = new Entry<>(thing);
        synchronized (waiting) {
            waiting.add(mine);
        }
        if (patience.isPositive()) {
            // All to the same moment.
            park.accept(patience.toNanos() - Math.floorMod(System.nanoTime(), patience.toNanos()));
        }
        committing.lock();
        try {
            while (!mine.taken) {
                commitNext();
            }
        } finally {
            committing.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        if (mine.alone) {
            commit(List.of(thing));
        }
    }

    private void commitNext() {
        List<Entry<T>> group = next();
        try {
            commit(group.stream().map(entry -> entry.thing).toList());
        } catch (RuntimeException e) {
            if (group.size() == 1 || DatabaseFaults.mayPass(e)) {
                group.forEach(entry -> entry.failure = e);
            } else {
                // Whose fault it is cannot be told: each tries once more by itself, in its own
                // thread.
                group.forEach(entry -> entry.alone = true);
            }
        } catch (Error e) {
            // The JVM is in trouble: nobody may take theirs for committed, or wait for ever.
            group.forEach(
                    entry -> entry.failure = new IllegalStateException("nothing was committed", e));
            throw e;
        } finally {
            group.forEach(entry -> entry.taken = true);
        }
    }

    private void commit(List<T> things) {
        for (int again = AGAIN; ; again--) {
            try {
                commit.accept(things);
                return;
            } catch (RuntimeException e) {
                if (again == 0 || !DatabaseFaults.wasVictim(e)) {
                    throw e;
                }
            }
        }
    }

    private List<Entry<T>> next() {
        List<Entry<T>> group = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        synchronized (waiting) {
            while (group.size() < most
                    && !waiting.isEmpty()
                    && keys.add(key.apply(waiting.getFirst().thing))) {
                group.add(waiting.removeFirst());
            }
        }
        return group;
    }

    /// Its fields are read and written under the lock, or by the thread that owns it after that.
    private static final class Entry<T> {

        private final T thing;
        private boolean taken;
        private boolean alone;
        private @Nullable RuntimeException failure;

        Entry(T thing) {
            this.thing = thing;
        }
    }
}
