package dev.hostkeysync.provisioning;

import dev.hostkeysync.zoom.limit.Priority;
import java.util.Optional;

/// Where a user's work waits: with what somebody waits for, or behind it.
///
/// All work behind shares one pace. Whoever was given the larger share goes first, and each call
/// takes as much of the pace as its own share says: who was given little never gets more of it, and
/// does not slow down who was given much, but waits until those are through.
///
/// @param share the part of our budget that all work behind gets at most, more than 0 and at most
///   1; empty = live
/// @param bulk whether the event says that it is one of many, so that a mail service can hold back
public record Lane(Optional<Double> share, boolean bulk) {

    public static final Lane LIVE = new Lane(Optional.empty(), false);

    public Lane {
        if (share.isPresent() && !(share.get() > 0 && share.get() <= 1)) {
            throw new IllegalArgumentException("the share must be more than 0 and at most 1");
        }
    }

    /// Behind live work, and as loud: rotation by age.
    public static Lane batch(double share) {
        return new Lane(Optional.of(share), false);
    }

    /// Behind live work, and marked as bulk: a backfill.
    public static Lane bulk(double share) {
        return new Lane(Optional.of(share), true);
    }

    Priority priority() {
        return share.<Priority>map(Priority.Batch::new).orElseGet(Priority.Live::new);
    }
}
