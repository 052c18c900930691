package dev.hostkeysync.common;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A reading that several gauges share: taken when somebody looks, at most once per period. A
/// reading that fails leaves the last one in place, so that a scrape never fails with the database.
public final class Sample<T> {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Supplier<T> reading;
    private final InstantSource clock;
    private final Duration period;
    private T value;
    private @Nullable Instant takenAt;

    /// @param first what is told until a reading worked
    public Sample(T first, Supplier<T> reading, InstantSource clock) {
        this(first, reading, clock, PERIOD);
    }

    /// For a reading that costs more.
    public Sample(T first, Supplier<T> reading, InstantSource clock, Duration period) {
        this.value = first;
        this.reading = reading;
        this.clock = clock;
        this.period = period;
    }

    public synchronized T get() {
        Instant now = clock.instant();
        if (takenAt == null || Duration.between(takenAt, now).compareTo(period) >= 0) {
            takenAt = now;
            try {
                value = reading.get();
            } catch (RuntimeException e) {
                if (!DatabaseFaults.mayPass(e)) {
                    throw e;
                }
            }
        }
        return value;
    }
}
