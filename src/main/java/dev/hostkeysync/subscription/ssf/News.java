package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.subscription.DeliveryBell;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes every poll that waits when there may be something new. Only a hint, as the bell is: what
/// another replica writes is seen by looking.
@ApplicationScoped
class News {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private long count;
    private volatile boolean over;

    News(DeliveryBell bell) {
        bell.onRing(this::tell);
    }

    /// The process waits for requests before it ends: those that wait for news are answered.
    void end(@Observes ShutdownDelayInitiatedEvent event) {
        over = true;
        tell();
    }

    /// Whether there will be none any more.
    boolean isOver() {
        return over;
    }

    /// To be taken before looking, so that nothing told meanwhile is missed.
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until something was told since `seen`, at most so long.
    void await(long seen, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (count == seen && left > 0) {
                left = told.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        lock.lock();
        try {
            count++;
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
