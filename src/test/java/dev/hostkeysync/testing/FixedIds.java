package dev.hostkeysync.testing;

import dev.hostkeysync.common.Ids;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Ids that count from 1, so that a test can name them.
public final class FixedIds implements Ids {

    private final AtomicLong last = new AtomicLong();

    @Override
    public UUID next() {
        return number(last.incrementAndGet());
    }

    public static UUID number(long number) {
        return new UUID(0x0000000000007000L, 0x8000000000000000L | number);
    }
}
