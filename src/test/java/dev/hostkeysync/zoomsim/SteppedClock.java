package dev.hostkeysync.zoomsim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until a test moves it on.
final class SteppedClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-01-01T12:00:00.250Z");

    @Override
    public Instant instant() {
        return now;
    }

    synchronized void step(Duration by) {
        now = now.plus(by);
    }
}
