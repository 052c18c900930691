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

    /// With a small share of a small plan a slot comes every few seconds.
    private static final long BATCH_AT_MOST = Duration.ofMinutes(1).toNanos();

    private static final Priority LIVE = new Priority.Live();

    /// @param since when it was told, in `System.nanoTime`
    private record Wish(RateClass rateClass, Priority priority, long since) {

        /// The time left to wait.
        long left(long nanoTime) {
            long atMost =
                    switch (priority) {
                        case Priority.Live _ -> AT_MOST;
                        case Priority.Batch _ -> BATCH_AT_MOST;
                    };
            return since + atMost - nanoTime;
        }
    }

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
        return await(rateClass, LIVE);
    }

    /// The same for who may have to let others go first: batch work waits a minute at most. An
    /// interrupt ends the wait and stays set.
    public boolean await(RateClass rateClass, Priority priority) {
        Wish wish = new Wish(rateClass, priority, nanoTime.getAsLong());
        return another(wish).filter(slot -> meet(wish, slot)).isPresent();
    }

    /// Waits for this slot, or for another one where it is missed.
    ///
    /// @return as above
    public boolean await(RateClass rateClass, Slot slot) {
        return meet(new Wish(rateClass, LIVE, nanoTime.getAsLong()), slot);
    }

    private boolean meet(Wish wish, Slot first) {
        Optional<Slot> slot = Optional.of(first);
        while (slot.isPresent()) {
            sleep(slot.get().remaining(nanoTime.getAsLong()));
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            if (!slot.get().missedAt(nanoTime.getAsLong())) {
                return true;
            }
            slot = another(wish);
        }
        return false;
    }

    private Optional<Slot> another(Wish wish) {
        while (wish.left(nanoTime.getAsLong()) > 0 && !Thread.currentThread().isInterrupted()) {
            switch (budget.reserve(wish.rateClass(), wish.priority(), 1, HORIZON)) {
                case Reservation.Granted granted -> {
                    return Optional.of(granted.slots().getFirst());
                }
                case Reservation.Full(Duration askAgain) -> {
                    if (askAgain.toNanos() > wish.left(nanoTime.getAsLong())) {
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
        for (long left = time.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = until - nanoTime.getAsLong()) {
            park.accept(left);
        }
    }
}
