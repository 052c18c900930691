package dev.hostkeysync.zoom.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Holds a call back until its slot is there. A thread that comes too late for its slot, on a busy
/// machine for one, takes another: late calls would meet those that are in time, and together they
/// would be more than our share.
public final class Pace {

    private static final Duration HORIZON = Duration.ofSeconds(1);

    private static final long AT_MOST = Duration.ofSeconds(3).toNanos();

    private final Budget budget;
    private final LongSupplier nanoTime;
    private final LongConsumer park;

    public Pace(Budget budget) {
        this(budget, System::nanoTime, LockSupport::parkNanos);
    }

    Pace(Budget budget, LongSupplier nanoTime, LongConsumer park) {
        this.budget = budget;
        this.nanoTime = nanoTime;
        this.park = park;
    }

    /// Takes a slot and waits for it.
    ///
    /// @return `false` when there was none to be had within three seconds: the call must not be
    ///   made
    public boolean await(RateClass rateClass) {
        long since = nanoTime.getAsLong();
        return another(rateClass, since).filter(slot -> meet(rateClass, slot, since)).isPresent();
    }

    /// Waits for this slot, or for another one where it is missed.
    ///
    /// @return as above
    public boolean await(RateClass rateClass, Slot slot) {
        return meet(rateClass, slot, nanoTime.getAsLong());
    }

    private boolean meet(RateClass rateClass, Slot first, long since) {
        Optional<Slot> slot = Optional.of(first);
        while (slot.isPresent()) {
            sleep(slot.get().remaining(nanoTime.getAsLong()));
            if (!slot.get().missedAt(nanoTime.getAsLong())) {
                return true;
            }
            slot = another(rateClass, since);
        }
        return false;
    }

    private Optional<Slot> another(RateClass rateClass, long since) {
        while (nanoTime.getAsLong() - since < AT_MOST) {
            switch (budget.reserve(rateClass, 1, HORIZON)) {
                case Reservation.Granted granted -> {
                    return Optional.of(granted.slots().getFirst());
                }
                case Reservation.Full(Duration askAgain) -> {
                    if (nanoTime.getAsLong() + askAgain.toNanos() - since > AT_MOST) {
                        return Optional.empty();
                    }
                    sleep(askAgain);
                }
                case Reservation.Held _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private void sleep(Duration time) {
        long until = nanoTime.getAsLong() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - nanoTime.getAsLong()) {
            park.accept(left);
        }
    }
}
