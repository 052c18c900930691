package dev.hostkeysync.common;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The last reading of something that PostgreSQL knows; looking at it waits for nobody. See
/// [Samples].
public final class Sample<T> {

    /// A reading that takes long is taken less often: 2 % of the time is for it.
    private static final int REST = 50;

    private final Function<Handle, T> reading;
    private final Duration period;
    private volatile T value;
    private Instant due = Instant.MIN;

    Sample(T first, Function<Handle, T> reading, Duration period) {
        this.value = first;
        this.reading = reading;
        this.period = period;
    }

    public T get() {
        return value;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(due);
    }

    /// One that throws leaves the last value in place, and is tried again soon.
    void take(Handle handle, InstantSource clock) {
        Instant begun = clock.instant();
        Duration pause = Duration.ZERO;
        try {
            value = reading.apply(handle);
            pause = period;
        } finally {
            Instant now = clock.instant();
            Duration rest = Duration.between(begun, now).multipliedBy(REST);
            due = now.plus(rest.compareTo(pause) > 0 ? rest : pause);
        }
    }
}
