package dev.hostkeysync.common;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Keeps a loop from turning more often than is useful: under load what comes in between is then
/// done together, and the statements around it are paid once. A loop that turns seldom is never
/// held up.
///
/// Belongs to one thread at a time.
public final class Cadence {

    private final long least;
    private long last;

    /// @param least from the beginning of one turn to that of the next
    public Cadence(Duration least) {
        this.least = least.toNanos();
        this.last = System.nanoTime() - this.least;
    }

    /// Waits until the next turn may begin. An interrupt ends the wait and stays set.
    public void await() {
        long due = last + least;
        for (long left = due - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        last = System.nanoTime();
    }
}
