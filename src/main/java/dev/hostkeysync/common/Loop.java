package dev.hostkeysync.common;

import java.time.Duration;
import org.jboss.logging.Logger;

/// Work that is looked at again and again for as long as the process lives, on a thread of its own.
/// Nothing a turn throws ends it, an `Error` neither: nobody would start it again. A streak of
/// failures is logged once.
///
/// Whoever has one starts it, and ends it in its [DrainStage].
public final class Loop {

    /// One look at what is to be done.
    public interface Turn {

        /// @return how long to sleep before the next turn unless the bell rings
        Duration run() throws InterruptedException;
    }

    /// What is done about turns that throw. Called on the loop's thread; it throws nothing.
    public interface Failures {

        /// @param first whether the turn before did not throw
        /// @return how long to sleep before the next turn unless the bell rings
        Duration after(Throwable thrown, boolean first);

        /// A turn did not throw, the one before did.
        default void over() {}
    }

    private static final Logger LOG = Logger.getLogger(Loop.class);

    private final Turn turn;
    private final Failures failures;
    private final Bell bell;
    private final Thread thread;
    private volatile boolean stopping;
    private boolean failing;
    private Duration firstPause = Duration.ZERO;
    private Runnable atEnd = () -> {};

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
        this(name, complaining(log, complaint, afterFailure), bell, turn);
    }

    /// A loop that knows more about its failures than what a line in the log tells.
    public Loop(String name, Failures failures, Bell bell, Turn turn) {
        this.turn = turn;
        this.failures = failures;
        this.bell = bell;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /// A loop that only time wakes.
    public Loop(Logger log, String name, String complaint, Duration afterFailure, Turn turn) {
        this(log, name, complaint, afterFailure, new Bell(), turn);
    }

    /// Work for the loop's thread after the last turn, such as giving up a lease. To be said before
    /// the start; a loop that was never started has no end.
    ///
    /// @param work what it throws is not told: nothing may depend on it
    public Loop atEnd(Runnable work) {
        atEnd = work;
        return this;
    }

    public void start() {
        start(Duration.ZERO);
    }

    /// @param firstPause how long the first turn waits, unless the bell rings
    public void start(Duration firstPause) {
        this.firstPause = firstPause;
        if (!stopping) {
            thread.start();
        }
    }

    /// For turns that take long: whether they should come to an end.
    public boolean isStopping() {
        return stopping;
    }

    /// For turns that wait within: sleeps unless the bell rings.
    ///
    /// @return false when the turn should come to an end
    public boolean pause(Duration atMost) throws InterruptedException {
        if (!stopping) {
            bell.await(atMost);
        }
        return !stopping;
    }

    /// There is no further turn. Waits for nothing, so a turn may say it too.
    public void end() {
        stopping = true;
        bell.ring();
    }

    /// Lets the turn under way come to its end. A loop that was never started is stopped too.
    ///
    /// @param atMost how long to wait for it
    /// @return whether it has ended
    public boolean stop(Duration atMost) throws InterruptedException {
        end();
        return await(atMost);
    }

    /// The same, for who said [#end] before.
    boolean await(Duration atMost) throws InterruptedException {
        // Joining a thread that was never started throws, and keeps other observers of the shutdown
        // from ending their loops.
        return !thread.isAlive() || thread.join(atMost);
    }

    String name() {
        return thread.getName();
    }

    private void run() {
        try {
            Duration pause = firstPause;
            while (pause(pause)) {
                pause = turn();
            }
        } catch (InterruptedException _) {
            // Somebody wants the thread to end.
        }
        try {
            atEnd.run();
        } catch (RuntimeException | Error e) {
            LOG.debugf(e, "The loop %s ended untidily", thread.getName());
        }
    }

    private Duration turn() throws InterruptedException {
        try {
            Duration pause = turn.run();
            if (failing) {
                failures.over();
            }
            failing = false;
            return pause;
        } catch (RuntimeException | Error e) {
            boolean first = !failing;
            failing = true;
            return failures.after(e, first);
        }
    }

    private static Failures complaining(Logger log, String complaint, Duration afterFailure) {
        return (thrown, first) -> {
            if (first) {
                log.warnf(complaint, thrown.getClass().getSimpleName());
                log.debug(complaint, thrown);
            }
            return afterFailure;
        };
    }
}
