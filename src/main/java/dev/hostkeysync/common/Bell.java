package dev.hostkeysync.common;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes a loop of this process after a commit. Only a hint: whoever waits also looks by itself
/// from time to time, so a ring that is lost, or that belongs to another replica, costs time and
/// nothing else.
///
/// NB: not LISTEN/NOTIFY: a NOTIFY takes a lock over all of PostgreSQL at commit.
public class Bell {

    private final Semaphore rings = new Semaphore(0);

    public void ring() {
        rings.release();
    }

    /// Waits for a ring, at most so long; any number of rings before count as one.
    public void await(Duration atMost) throws InterruptedException {
        boolean _ = rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        int _ = rings.drainPermits();
    }
}
