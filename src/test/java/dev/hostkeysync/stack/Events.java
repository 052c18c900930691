package dev.hostkeysync.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// What has arrived on one topic.
@FunctionalInterface
public interface Events {

    /// The first record that fits, waiting for it; empty when none came in time.
    Optional<Received> find(Predicate<Received> wanted, Duration atMost);
}
