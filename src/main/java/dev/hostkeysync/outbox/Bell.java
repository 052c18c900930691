package dev.hostkeysync.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the relay of this process after a commit. Only a hint: the relay also looks by itself
/// every second, so a ring that is lost, or that belongs to another replica, costs time and nothing
/// else.
///
/// NB: not LISTEN/NOTIFY: a NOTIFY takes a lock over all of PostgreSQL at commit.
@ApplicationScoped
class Bell {

    private final Semaphore rings = new Semaphore(0);

    void ring() {
        rings.release();
    }

    /// Waits for a ring, at most so long; any number of rings before count as one.
    void await(Duration atMost) throws InterruptedException {
        boolean _ = rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        int _ = rings.drainPermits();
    }
}
