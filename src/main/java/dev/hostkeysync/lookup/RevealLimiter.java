package dev.hostkeysync.lookup;

import dev.hostkeysync.common.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Holds a reader back who asks for too many host keys, so that a stolen token does not empty the
/// store in a minute. A minute's worth may be asked for at once; it comes back evenly. Each replica
/// counts for itself.
@ApplicationScoped
class RevealLimiter {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    /// More readers than this at once, and the one who asked longest ago is forgotten.
    static final int MOST_READERS = 10_000;

    /// @param emptyUntil how far ahead the reader has used up what comes back: a bucket is as full
    ///   as this is past, in the cell rate algorithm's terms
    private record Bucket(Instant emptyUntil) {}

    private final int perMinute;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, /* accessOrder */ true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST_READERS;
                }
            };

    RevealLimiter(LookupConfig config, InstantSource clock) {
        this.perMinute = config.perMinute();
        this.clock = clock;
    }

    /// Counts so many keys as asked for, or none of them.
    ///
    /// @return why not; empty when they may be told
    Optional<Problem> take(String reader, int keys) {
        if (keys > perMinute) {
            return Optional.of(
                    Problem.of("too-many-items", 400, "More host keys than allowed at once")
                            .detail(
                                    "%d host keys are asked for at once, and one reader may ask for %d a minute. Send fewer items, or have REVEALS_PER_MINUTE raised."
                                            .formatted(keys, perMinute)));
        }
        return wait(reader, keys)
                .map(wait ->
                        Problem.of("too-many-reveals", 429, "Too many host keys were asked for")
                                .detail(
                                        "One reader may ask for %d host keys a minute, each item of a batch counted. Ask again in %d s, or have REVEALS_PER_MINUTE raised."
                                                .formatted(perMinute, wait.toSeconds()))
                                .retryAfter(wait));
    }

    private synchronized Optional<Duration> wait(String reader, int keys) {
        Instant now = clock.instant();
        Bucket before = buckets.getOrDefault(reader, new Bucket(now));
        Instant begin = before.emptyUntil().isAfter(now) ? before.emptyUntil() : now;
        // One division for all of them: the rounding of single ones would add up.
        Instant end = begin.plusNanos(keys * MINUTE_NANOS / perMinute);
        Duration over = Duration.between(now.plusNanos(MINUTE_NANOS), end);
        if (over.isPositive()) {
            // Whole seconds, rounded up.
            return Optional.of(Duration.ofSeconds(over.plusNanos(999_999_999).toSeconds()));
        }
        buckets.put(reader, new Bucket(end));
        return Optional.empty();
    }
}
