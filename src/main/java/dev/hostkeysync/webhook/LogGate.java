package dev.hostkeysync.webhook;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Lets a log line through once a minute: for what anybody can cause at any rate, and for what
/// comes again and again.
public final class LogGate {

    /// The end of such a line about a request.
    public static final String NOTE =
            "This is said once a minute at most; hostkeysync_webhooks_total counts them all";

    private final AtomicLong lastMinute = new AtomicLong(-1);
    private final InstantSource clock;

    public LogGate(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether it is the first time in this minute of the clock.
    public boolean opens() {
        long minute = Math.floorDiv(clock.millis(), 60_000L);
        return lastMinute.getAndSet(minute) != minute;
    }
}
