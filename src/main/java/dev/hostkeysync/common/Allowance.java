package dev.hostkeysync.common;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// So much for each within a span, in this process. A whole span's worth may be taken at once; it
/// comes back evenly, so that within one span up to twice as much is taken.
public final class Allowance {

    /// More than these at once, and the one who took longest ago is forgotten.
    public static final int MOST_KNOWN = 10_000;

    /// @param emptyUntil how far ahead one has used up what comes back: a bucket is as full as this
    ///   is past, in the cell rate algorithm's terms
    private record Bucket(Instant emptyUntil) {}

    private final int most;
    private final Duration span;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, /* accessOrder */ true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST_KNOWN;
                }
            };

    /// @param most for each within the span
    public Allowance(int most, Duration span, InstantSource clock) {
        this.most = most;
        this.span = span;
        this.clock = clock;
    }

    /// Takes so many as asked for, or none of them.
    ///
    /// @param count at most what there is in a span
    /// @return how long to wait, in whole seconds; empty when they are taken
    public synchronized Optional<Duration> take(String who, int count) {
        Instant now = clock.instant();
        Bucket before = buckets.getOrDefault(who, new Bucket(now));
        Instant begin = before.emptyUntil().isAfter(now) ? before.emptyUntil() : now;
        // One division for all of them: the rounding of single ones would add up.
        Instant end = begin.plusNanos(count * span.toNanos() / most);
        Duration over = Duration.between(now.plus(span), end);
        if (over.isPositive()) {
            // Rounded up.
            return Optional.of(Duration.ofSeconds(over.plusNanos(999_999_999).toSeconds()));
        }
        buckets.put(who, new Bucket(end));
        return Optional.empty();
    }
}
