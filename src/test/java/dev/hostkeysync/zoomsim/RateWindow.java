package dev.hostkeysync.zoomsim;

/// What "per second" means. Zoom does not say.
public enum RateWindow {
    /// Any second, wherever it starts: who stays inside this stays inside every reading.
    SLIDING {
        @Override
        long firstMicro(long now) {
            return now - SECOND + 1;
        }
    },
    /// From one full second of the clock to the next.
    CALENDAR {
        @Override
        long firstMicro(long now) {
            return now - now % SECOND;
        }
    };

    private static final long SECOND = 1_000_000;

    /// The earliest microsecond that still counts against a call made at `now`.
    abstract long firstMicro(long now);
}
