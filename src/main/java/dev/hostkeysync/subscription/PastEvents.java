package dev.hostkeysync.subscription;

import java.util.List;
import java.util.function.Predicate;

/// Reads the topic again. An interface, so that a test can be the topic.
interface PastEvents {

    /// Gives the events of the span, batch after batch, up to the end that the topic has now.
    ///
    /// @param taker false = enough
    /// @throws RuntimeException when Kafka does not answer
    void read(Span span, Predicate<List<HostKeyNews>> taker);
}
