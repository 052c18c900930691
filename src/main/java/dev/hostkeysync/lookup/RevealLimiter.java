package dev.hostkeysync.lookup;

import dev.hostkeysync.common.Allowance;
import dev.hostkeysync.common.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Holds a reader back who asks for too many host keys, so that a stolen token does not empty the
/// store in a minute. A minute's worth may be asked for at once; it comes back evenly. Each replica
/// counts for itself.
@ApplicationScoped
class RevealLimiter {

    private final int perMinute;
    private final Allowance allowance;

    RevealLimiter(LookupConfig config, InstantSource clock) {
        this.perMinute = config.perMinute();
        this.allowance = new Allowance(perMinute, Duration.ofMinutes(1), clock);
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
        return allowance
                .take(reader, keys)
                .map(wait ->
                        Problem.of("too-many-reveals", 429, "Too many host keys were asked for")
                                .detail(
                                        "One reader may ask for %d host keys a minute, each item of a batch counted. Ask again in %d s, or have REVEALS_PER_MINUTE raised."
                                                .formatted(perMinute, wait.toSeconds()))
                                .retryAfter(wait));
    }
}
