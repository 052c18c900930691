package dev.hostkeysync.ops.health;

import dev.hostkeysync.common.Samples;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Without PostgreSQL nothing can be taken or told, so the replica is not ready. It waits for
/// nobody: PostgreSQL is asked every second in the background.
@Readiness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {

    private static final String NAME = "PostgreSQL";

    /// Longer than a slow reading and the second between two looks take.
    static final Duration SILENT = Duration.ofSeconds(5);

    private final Samples samples;

    DatabaseHealth(Samples samples) {
        this.samples = samples;
    }

    @Override
    public HealthCheckResponse call() {
        return look().response();
    }

    Part look() {
        Optional<String> fault = samples.fault();
        Duration silence = samples.silence();
        if (fault.isEmpty() && silence.compareTo(SILENT) < 0) {
            return Part.well(NAME, "answers");
        }
        return new Part(
                NAME,
                false,
                fault.map(one -> "does not answer: " + one)
                        .orElseGet(() -> "has not answered for " + silence.toSeconds() + " s"),
                "requests get 503 with Retry-After and are repeated by their senders; events wait on the topic; nothing is lost",
                "check the server at DATABASE_URL, and DATABASE_POOL_SIZE against its max_connections; a restart of this service does not help");
    }
}
