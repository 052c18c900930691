package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.DatabaseFaults;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Waits out a database that is away. Events wait on the topic meanwhile; none becomes a dead
/// letter for it.
@ApplicationScoped
class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);

    /// The process stops before the work could be done.
    static final class Stopping extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopping() {
            // Without a trace: it is logged by the messaging library, and is no fault.
            super("the process stops; the events stay on the topic", null, false, false);
        }
    }

    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ReentrantLock working = new ReentrantLock();

    Patience(Backoff backoff) {
        this.backoff = backoff;
    }

    /// The pool of connections is closed soon after: what is under way is waited for, and nothing
    /// new begins.
    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        try {
            if (working.tryLock(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                working.unlock();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs the work until the database lets it. Any other failure is thrown at once.
    ///
    /// @throws Stopping when the process stops meanwhile: the offset stays, another process goes on
    void untilDatabaseWorks(Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                run(work);
                return;
            } catch (Stopping e) {
                throw e;
            } catch (RuntimeException e) {
                if (!DatabaseFaults.mayPass(e)) {
                    throw e;
                }
                if (attempt == 1) {
                    LOG.warnf(
                            "The database does not take lifecycle events (%s). They wait on the topic, nothing is lost;"
                                    + " check PostgreSQL at DATABASE_URL",
                            e.getClass().getSimpleName());
                    LOG.debug("The database does not take lifecycle events", e);
                }
            }
            pause(
                    backoff.after(
                            attempt,
                            new Backoff.Schedule(Duration.ofMillis(100), Duration.ofSeconds(5))));
        }
    }

    private void run(Runnable work) {
        working.lock();
        try {
            if (stopping.getCount() == 0) {
                throw new Stopping();
            }
            work.run();
        } finally {
            working.unlock();
        }
    }

    private void pause(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopping();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Stopping();
        }
    }
}
