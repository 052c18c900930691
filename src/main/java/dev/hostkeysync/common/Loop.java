package dev.hostkeysync.common;

import java.time.Duration;
import org.jboss.logging.Logger;

/// Work that is looked at again and again for as long as the process lives, on a thread of its own.
/// Nothing a turn throws ends it, an `Error` neither: nobody would start it again. A streak of
/// failures is logged once.
///
/// Whoever has one starts it, observes the shutdown (not `@PreDestroy`: Quarkus closes the
/// database's pool before it destroys beans) and calls [#stop].
public final class Loop {

    /// One look at what is to be done.
    public interface Turn {

        /// @return how long to sleep before the next turn unless the bell rings
        Duration run() throws InterruptedException;
    }

    private final Logger log;
    private final String complaint;
    private final Duration afterFailure;
    private final Turn turn;
    private final Bell bell;
    private final Thread thread;
    private volatile boolean stopping;
    private boolean failing;

    /// @param name of the thread
    /// @param complaint a format with one `%s` for what was thrown: what cannot be done, when it is
    ///   tried again and what to look at
    /// @param afterFailure how long to sleep after a turn that threw
    /// @param bell ends the sleep early
    public Loop(
            Logger log,
            String name,
            String complaint,
            Duration afterFailure,
            Bell bell,
            Turn turn) {
        this.log = log;
        this.complaint = complaint;
        this.afterFailure = afterFailure;
        this.bell = bell;
        this.turn = turn;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /// A loop that only time wakes.
    public Loop(Logger log, String name, String complaint, Duration afterFailure, Turn turn) {
        this(log, name, complaint, afterFailure, new Bell(), turn);
    }

    public void start() {
        thread.start();
    }

    /// For turns that take long: whether they should come to an end.
    public boolean isStopping() {
        return stopping;
    }

    /// Lets the turn under way come to its end. A loop that was never started is stopped too.
    ///
    /// @param atMost how long to wait for it
    /// @return whether it has ended
    public boolean stop(Duration atMost) throws InterruptedException {
        stopping = true;
        bell.ring();
        // Joining a thread that was never started throws, and keeps other observers of the shutdown
        // from ending their loops.
        return !thread.isAlive() || thread.join(atMost);
    }

    private void run() {
        while (!stopping) {
            try {
                bell.await(turn());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private Duration turn() throws InterruptedException {
        try {
            Duration pause = turn.run();
            failing = false;
            return pause;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                log.warnf(complaint, e.getClass().getSimpleName());
                log.debug(complaint, e);
            }
            failing = true;
            return afterFailure;
        }
    }
}
