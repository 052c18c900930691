package dev.hostkeysync.zoom.limit;

import java.time.Duration;

/// The place of one call in the pace that all replicas share.
///
/// @param dueNanos when the call may be sent, in this JVM's `System.nanoTime`
/// @param goodForNanos how long after that it may still be sent. A call that comes later meets the
///   ones behind it, which were placed as if it had been in time.
public record Slot(long dueNanos, long goodForNanos) {

    /// How long to wait still; zero when the slot is there or past.
    ///
    /// @param nanoTime `System.nanoTime()` of now
    public Duration remaining(long nanoTime) {
        return Duration.ofNanos(Math.max(0, dueNanos - nanoTime));
    }

    boolean missedAt(long nanoTime) {
        return nanoTime - dueNanos > goodForNanos;
    }
}
