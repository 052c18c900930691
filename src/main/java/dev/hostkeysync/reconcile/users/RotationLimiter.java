package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.common.Allowance;
import dev.hostkeysync.common.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Holds a person back who has their own key replaced again and again: each time is a call to Zoom
/// that somebody else waits for. Each replica counts for itself.
@ApplicationScoped
class RotationLimiter {

    private static final int PER_HOUR = 5;

    private final Allowance allowance;

    RotationLimiter(InstantSource clock) {
        this.allowance = new Allowance(PER_HOUR, Duration.ofHours(1), clock);
    }

    /// Counts one rotation.
    ///
    /// @return why not; empty when it may be asked for
    Optional<Problem> take(String person) {
        return allowance
                .take(person, 1)
                .map(wait ->
                        Problem.of("too-many-rotations", 429, "The key was replaced too often")
                                .detail(
                                        "A person may have their own host key replaced %d times an hour. Ask again in %d min, or ask an operator."
                                                .formatted(
                                                        PER_HOUR, wait.plusSeconds(59).toMinutes()))
                                .retryAfter(wait));
    }
}
