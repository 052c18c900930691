package dev.hostkeysync.zoom.limit;

import java.util.Optional;

/// How much of our budget for one rate class all replicas together have used.
///
/// @param pace the slots taken in the last minute as a part of those there were; 1 = all of them
/// @param day the calls of the day as a part of those we have; 0 where the day has no limit
public record Usage(double pace, double day, Optional<Hold> hold) {

    /// The tighter of the two.
    public double ratio() {
        return Math.max(pace, day);
    }
}
