package dev.hostkeysync.ops.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Jdbi;

/// Without PostgreSQL nothing can be taken or told, so the replica is not ready. It answers within
/// the two seconds that a connection is waited for.
@Readiness
@ApplicationScoped
class DatabaseHealth implements HealthCheck {

    private static final String NAME = "PostgreSQL";

    private final Jdbi jdbi;

    DatabaseHealth(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public HealthCheckResponse call() {
        return look().response();
    }

    Part look() {
        try {
            int _ = jdbi.withHandle(handle -> handle.select("SELECT 1").mapTo(Integer.class).one());
            return Part.well(NAME, "answers");
        } catch (RuntimeException e) {
            // The class alone: the message may name the server and its user.
            return new Part(
                    NAME,
                    false,
                    "does not answer: " + e.getClass().getSimpleName(),
                    "requests get 503 with Retry-After and are repeated by their senders; events wait on the topic; nothing is lost",
                    "check the server at DATABASE_URL, and DATABASE_POOL_SIZE against its max_connections; a restart of this service does not help");
        }
    }
}
