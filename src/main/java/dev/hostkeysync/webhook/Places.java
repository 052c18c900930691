package dev.hostkeysync.webhook;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Bounds how much is written at once, because each holds one of the pool's connections: a burst of
/// webhooks must leave enough of them to SCIM and the loops.
public final class Places {

    /// Longer than anybody has to wait at any load that is meant to be carried, shorter than the 3
    /// s after which the senders give up.
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Semaphore free;

    public Places(int number) {
        this.free = new Semaphore(number, /* fair */ true);
    }

    /// Does the work once there is a place for it.
    ///
    /// @throws dev.hostkeysync.common.ProblemException 503, when there is none in [#PATIENCE]
    public <T> T take(Supplier<T> work) {
        return take(PATIENCE, work);
    }

    /// @param atMost how long to wait for a place
    <T> T take(Duration atMost, Supplier<T> work) {
        try {
            if (!free.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw WebhookProblems.busy();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw WebhookProblems.busy();
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
