package dev.hostkeysync.common;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One of the steps in which the process ends, see [Drain]. Whoever has something under way
/// observes its stage, tells it to come to its end without waiting, and says here how to wait: so
/// all of a stage end at the same time.
///
/// NB: not `@PreDestroy`: Quarkus closes the database's pool before it destroys beans.
public abstract sealed class DrainStage {

    /// For observers of [Intake] that must be waited for after Kafka's consumers.
    public static final int AFTER_CONSUMERS = 100;

    /// What brings work in: topics, other systems that are asked, whoever marks users by the
    /// thousand.
    public static final class Intake extends DrainStage {}

    /// What works off rows, and everything that looks after itself.
    public static final class Work extends DrainStage {}

    /// What sends on what the others committed while they ended.
    public static final class Relay extends DrainStage {}

    /// Waits for something that was told to end.
    @FunctionalInterface
    public interface Wait {

        /// @return whether it has ended
        boolean atMost(Duration time) throws InterruptedException;
    }

    private record Part(String what, Wait end) {}

    private final List<Part> parts = new ArrayList<>();

    /// Lets the turn under way come to its end; there is no further one.
    public void end(Loop loop) {
        loop.end();
        await(loop.name(), loop::await);
    }

    /// Waits are in the order in which they are told, and share the stage's time.
    ///
    /// @param what is waited for, and what becomes of it otherwise: for the log
    public void await(String what, Wait wait) {
        parts.add(new Part(what, wait));
    }

    /// @return what had not ended when the time was over
    public List<String> await(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        List<String> left = new ArrayList<>();
        for (Part part : parts) {
            Duration rest = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            if (!part.end().atMost(rest)) {
                left.add(part.what());
            }
        }
        return left;
    }
}
