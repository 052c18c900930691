package dev.hostkeysync.zoom.limit;

import java.time.Duration;

/// The place of one call in the pace that all replicas share.
///
/// @param dueNanos when the call may be sent, in this JVM's `System.nanoTime`
public record Slot(long dueNanos) {

    /// How long to wait still; zero when the slot is there or past. A slot that is past by much is
    /// still ours, but the calls behind it were placed as if it had been used in time: use slots as
    /// they come.
    ///
    /// @param nanoTime `System.nanoTime()` of now
    public Duration remaining(long nanoTime) {
        return Duration.ofNanos(Math.max(0, dueNanos - nanoTime));
    }
}
