package dev.hostkeysync.common;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/// Waits out a database that is away, for one consumer of a topic. Events wait on the topic
/// meanwhile; none becomes a dead letter for it.
///
/// Whoever has one observes the shutdown and calls [#stop] or [#end].
public final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);

    /// The process stops before the work could be done.
    public static final class Stopping extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopping() {
            // Without a trace: it is logged by the messaging library, and is no fault.
            super("the process stops; the events stay on the topic", null, false, false);
        }
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String what;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ReentrantLock working = new ReentrantLock();

    /// @param what is waiting, for the log: such as `lifecycle events`
    public Patience(String what) {
        this.what = what;
    }

    /// The pool of connections is closed soon after: nothing new begins, and nothing waits any
    /// more.
    public void end() {
        stopping.countDown();
    }

    /// The same, and waits for what is under way.
    ///
    /// @return whether it has ended
    public boolean stop(Duration atMost) throws InterruptedException {
        end();
        if (working.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            working.unlock();
            return true;
        }
        return false;
    }

    /// Runs the work until the database lets it. Any other failure is thrown at once.
    ///
    /// @throws Stopping when the process stops meanwhile: the offset stays, another process goes on
    public void untilDatabaseWorks(Runnable work) {
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
                            "The database does not take %s (%s). They wait on the topic, nothing is lost;"
                                    + " check PostgreSQL at DATABASE_URL",
                            what, e.getClass().getSimpleName());
                    LOG.debug("The database does not take events", e);
                }
            }
            pause(after(attempt));
        }
    }

    private static Duration after(int attempt) {
        long doubled = FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(Math.min(doubled, LONGEST_PAUSE.toMillis()));
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
