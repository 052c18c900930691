package dev.hostkeysync.provisioning;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the same thing is tried again: doubling from a first pause to a longest
/// one, up to a fifth shorter at random, so that users who failed together do not come back
/// together.
@ApplicationScoped
class Backoff {

    /// Zoom did not answer clearly: it is most likely back in seconds.
    static final Schedule UNCLEAR = new Schedule(Duration.ofSeconds(1), Duration.ofMinutes(15));

    /// Zoom does not know the user yet, or they have no licence: somebody has to do something.
    static final Schedule WAITING = new Schedule(Duration.ofSeconds(5), Duration.ofDays(1));

    record Schedule(Duration first, Duration longest) {}

    private final RandomGenerator random;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// @param attempt the attempt that failed, from 1
    Duration after(int attempt, Schedule schedule) {
        int doublings = Math.min(Math.max(attempt - 1, 0), 30);
        long full =
                Math.min(schedule.first().toMillis() << doublings, schedule.longest().toMillis());
        return Duration.ofMillis(full - random.nextLong(full / 5 + 1));
    }
}
