package dev.hostkeysync.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where recent pages of the whole directory ended, so that the next page need not be counted from
/// the beginning. For deep pages only, and only for a while: who removes or adds users meanwhile
/// shifts the index, and a page after a remembered one still begins where that one ended.
final class PageHints {

    /// Below this counting is as quick.
    static final long DEEP = 5_000;

    private static final int MAX_HINTS = 4_096;
    private static final Duration LIFE = Duration.ofMinutes(2);

    private record Hint(Position position, Instant until) {}

    /// A place in an order that is known.
    record Known(long offset, Position position) {}

    private final InstantSource clock;
    private final Map<Sort, TreeMap<Long, Hint>> byOffset = new java.util.HashMap<>();
    private int hints;

    PageHints(InstantSource clock) {
        this.clock = clock;
    }

    /// @param offset how many resources the page and all before it have
    synchronized void remember(Sort sort, long offset, Position last) {
        if (offset < DEEP) {
            return;
        }
        if (hints >= MAX_HINTS) {
            byOffset.clear();
            hints = 0;
        }
        Hint hint = new Hint(last, clock.instant().plus(LIFE));
        if (byOffset.computeIfAbsent(sort, _ -> new TreeMap<>()).put(offset, hint) == null) {
            hints++;
        }
    }

    /// The last known place that is not behind the offset.
    synchronized Optional<Known> before(Sort sort, long offset) {
        TreeMap<Long, Hint> known = byOffset.get(sort);
        Map.Entry<Long, Hint> nearest = known == null ? null : known.floorEntry(offset);
        if (nearest == null || nearest.getValue().until().isBefore(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(new Known(nearest.getKey(), nearest.getValue().position()));
    }
}
