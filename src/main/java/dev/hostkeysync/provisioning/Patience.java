package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.DatabaseFaults;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
            super("the process stops; the events stay on the topic");
        }
    }

    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Patience(Backoff backoff) {
        this.backoff = backoff;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /// Runs the work until the database lets it. Any other failure is thrown at once.
    ///
    /// @throws Stopping when the process stops meanwhile: the offset stays, another process goes on
    void untilDatabaseWorks(Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
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
