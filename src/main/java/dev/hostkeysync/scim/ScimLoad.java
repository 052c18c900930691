package dev.hostkeysync.scim;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Bounds the requests under way, so that a flood is told to come again instead of using up memory
/// and connections. It stands behind the sign-in: whoever has no token takes no room.
@ApplicationScoped
class ScimLoad {

    /// A large body becomes a tree several times its size: it counts as one more for each of these.
    private static final int BYTES_PER_PLACE = 128 * 1024;

    // Okta reads nothing but whole seconds, and doubles them itself when it is refused again.
    private static final String RETRY_AFTER_SECONDS = "1";

    private final int places;
    private final Semaphore free;

    ScimLoad(ScimConfig config, MeterRegistry metrics) {
        places = config.maxInFlight();
        free = new Semaphore(places);
        Gauge.builder("hostkeysync_scim_in_flight", () -> places - free.availablePermits())
                .description("SCIM requests under way, one more for each 128 KiB of a body")
                .register(metrics);
    }

    /// Works if there is room, and refuses without waiting if there is none.
    ///
    /// @param bodyBytes as announced; empty = not told
    ScimAnswer within(OptionalLong bodyBytes, Supplier<ScimAnswer> work) {
        int wanted = placesFor(bodyBytes);
        if (!free.tryAcquire(wanted)) {
            return new ScimAnswer(
                    429,
                    Map.of("Retry-After", RETRY_AFTER_SECONDS),
                    Optional.of(
                            ScimException.of(429, "too many requests at once; send it again")
                                    .body()));
        }
        try {
            return work.get();
        } finally {
            free.release(wanted);
        }
    }

    private int placesFor(OptionalLong bodyBytes) {
        long bytes = Math.max(0, bodyBytes.orElse(BYTES_PER_PLACE));
        return (int) Math.min(places, 1 + bytes / BYTES_PER_PLACE);
    }
}
