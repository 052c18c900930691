package dev.hostkeysync.subscription;

import java.time.Instant;

/// A span of time.
///
/// @param from the first moment in it
/// @param to the first moment after it
public record Span(Instant from, Instant to) {

    boolean covers(Span other) {
        return !from.isAfter(other.from) && !to.isBefore(other.to);
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
