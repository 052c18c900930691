package dev.hostkeysync.zoom.limit;

import java.time.Duration;
import java.util.List;

/// What [Budget#reserve] gave.
public sealed interface Reservation {

    /// Slots to call in, in order; at least one, at most as many as were asked for. They are spent,
    /// whether they are used or not.
    record Granted(List<Slot> slots) implements Reservation {}

    /// Every slot up to the horizon is taken.
    ///
    /// @param askAgain how long until a free one comes within the same horizon
    record Full(Duration askAgain) implements Reservation {}

    /// Nobody may call now.
    record Held(Hold hold) implements Reservation {}
}
