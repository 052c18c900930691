package dev.hostkeysync.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a delivery that failed is tried again: the schedule that Standard Webhooks 1.0 proposes,
/// ten attempts over three days, each pause up to a tenth longer at random so that what failed
/// together does not come back together.
final class RetrySchedule {

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20),
                    Duration.ofHours(24));

    /// A receiver may ask for more time than the schedule gives, but not for ever.
    private static final Duration LONGEST_WISH = Duration.ofHours(24);

    private final RandomGenerator random;

    RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /// @param attempts how often it was tried so far, from 1
    /// @param wish the receiver's `Retry-After`
    /// @return empty when it is not tried again
    Optional<Duration> after(int attempts, Optional<Duration> wish) {
        if (attempts > PAUSES.size()) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(attempts - 1);
        Duration least =
                wish.map(asked -> asked.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : asked)
                        .filter(asked -> asked.compareTo(pause) > 0)
                        .orElse(pause);
        return Optional.of(least.plusMillis(random.nextLong(least.toMillis() / 10 + 1)));
    }
}
