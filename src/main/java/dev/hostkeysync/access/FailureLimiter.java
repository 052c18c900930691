package dev.hostkeysync.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Counts failed sign-ins per source in windows of a minute. It holds back bad tokens only: behind
/// one address there may be many who do nothing wrong.
@ApplicationScoped
class FailureLimiter {

    static final Duration WINDOW = Duration.ofMinutes(1);

    /// More sources than this at once, and the one that failed longest ago is forgotten.
    static final int MOST_SOURCES = 10_000;

    private record Window(Instant begin, int failures) {}

    private final int limit;
    private final InstantSource clock;
    private final Map<String, Window> windows =
            new LinkedHashMap<>(16, 0.75f, /* accessOrder */ true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
                    return size() > MOST_SOURCES;
                }
            };

    FailureLimiter(AccessConfig.Limits limits, InstantSource clock) {
        this.limit = limits.failuresPerMinute();
        this.clock = clock;
    }

    /// Counts a failure.
    ///
    /// @return how long the source is not listened to; empty while it is
    synchronized Optional<Duration> failed(String source) {
        Instant now = clock.instant();
        Window window =
                windows.merge(
                        source,
                        new Window(now, 1),
                        (before, first) ->
                                isOver(before, now)
                                        ? first
                                        // Never past the limit: a number that grows for ever ends.
                                        : new Window(
                                                before.begin(),
                                                Math.min(before.failures(), limit) + 1));
        return wait(window, now);
    }

    /// As [#failed], without a failure.
    synchronized Optional<Duration> isHeldBack(String source) {
        Instant now = clock.instant();
        return Optional.ofNullable(windows.get(source)).flatMap(window -> wait(window, now));
    }

    private Optional<Duration> wait(Window window, Instant now) {
        if (window.failures() <= limit || isOver(window, now)) {
            return Optional.empty();
        }
        Duration rest = Duration.between(now, window.begin().plus(WINDOW));
        // Whole seconds, rounded up.
        return Optional.of(Duration.ofSeconds(rest.plusMillis(999).toSeconds()));
    }

    private static boolean isOver(Window window, Instant now) {
        return !now.isBefore(window.begin().plus(WINDOW));
    }
}
