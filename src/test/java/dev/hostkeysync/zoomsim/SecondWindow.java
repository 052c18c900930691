package dev.hostkeysync.zoomsim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;

/// The calls of the last second, to the microsecond. Not thread-safe; time must not run backwards.
final class SecondWindow {

    private final ArrayDeque<Long> micros = new ArrayDeque<>();

    int count(RateWindow window, Instant now) {
        long first = window.firstMicro(microsOf(now));
        while (!micros.isEmpty() && micros.getFirst() < first) {
            micros.removeFirst();
        }
        return micros.size();
    }

    void add(Instant call) {
        micros.addLast(microsOf(call));
    }

    private static long microsOf(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
