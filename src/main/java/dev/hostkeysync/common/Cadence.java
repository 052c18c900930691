package dev.hostkeysync.common;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Keeps a loop from turning more often than is useful: under load what comes in between is then
/// done together, and the statements around it are paid once. A loop that turns seldom is never
/// held up.
///
/// Belongs to one thread at a time.
public final class Cadence {

    private final long least;
    private final LongSupplier nanoTime;
    private final LongConsumer park;
    private long last;

    /// @param least from the beginning of one turn to that of the next
    public Cadence(Duration least) {
        this(least, System::nanoTime, LockSupport::parkNanos);
    }

    /// @param park waits so many nanoseconds, or less
    Cadence(Duration least, LongSupplier nanoTime, LongConsumer park) {
        this.least = least.toNanos();
        this.nanoTime = nanoTime;
        this.park = park;
        this.last = nanoTime.getAsLong() - this.least;
    }

    /// Waits until the next turn may begin. An interrupt ends the wait and stays set.
    public void await() {
        long due = last + least;
        for (long left = due - nanoTime.getAsLong();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = due - nanoTime.getAsLong()) {
            park.accept(left);
        }
        last = nanoTime.getAsLong();
    }
}
