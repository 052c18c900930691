package dev.hostkeysync.zoomsim;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts calls and answers for [Stats].
final class CallMeter {

    private final Map<RateLabel, SecondWindow> lastSecond = new EnumMap<>(RateLabel.class);
    private final Map<RateLabel, Integer> maxPerSecond = new EnumMap<>(RateLabel.class);
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private final InstantSource clock;
    private long requests;

    CallMeter(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void arrived(Optional<RateLabel> label) {
        requests++;
        label.ifPresent(this::arrived);
    }

    private void arrived(RateLabel label) {
        Instant at = clock.instant();
        SecondWindow second = lastSecond.computeIfAbsent(label, _ -> new SecondWindow());
        int before = second.count(RateWindow.SLIDING, at);
        second.add(at);
        maxPerSecond.merge(label, before + 1, Math::max);
    }

    synchronized void answered(int status) {
        byStatus.merge(status, 1L, Long::sum);
    }

    synchronized Stats stats(int maxWritesAtOncePerUser, int hanging, long tokensIssued) {
        return new Stats(
                requests,
                Map.copyOf(byStatus),
                Map.copyOf(maxPerSecond),
                maxWritesAtOncePerUser,
                hanging,
                tokensIssued);
    }

    synchronized void reset() {
        lastSecond.clear();
        maxPerSecond.clear();
        byStatus.clear();
        requests = 0;
    }
}
