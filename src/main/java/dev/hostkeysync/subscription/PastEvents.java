package dev.hostkeysync.subscription;

import java.util.List;
import java.util.function.Predicate;

/// Reads the topic again. An interface, so that a test can be the topic.
interface PastEvents {

    /// Gives the events of the span, batch after batch, up to the end that the topic has now. An
    /// empty batch says that it is still at it.
    ///
    /// @param taker false = enough
    /// @return false when the topic may no longer hold all of the span
    /// @throws RuntimeException when Kafka does not answer
    boolean read(Span span, Predicate<List<HostKeyNews>> taker);
}
