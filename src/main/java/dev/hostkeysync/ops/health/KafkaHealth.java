package dev.hostkeysync.ops.health;

import dev.hostkeysync.ops.lag.ConsumerLag;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Always ready: without Kafka requests are taken all the same, and what follows waits in the
/// outbox.
@Readiness
@ApplicationScoped
class KafkaHealth implements HealthCheck {

    private static final String NAME = "Kafka";

    /// Three looks.
    private static final Duration SILENT = Duration.ofSeconds(15);

    private final ConsumerLag lag;

    KafkaHealth(ConsumerLag lag) {
        this.lag = lag;
    }

    @Override
    public HealthCheckResponse call() {
        return of(lag.silence(), lag.history().last().isPresent()).response();
    }

    static Part of(Duration silence, boolean everAnswered) {
        if (silence.compareTo(SILENT) < 0) {
            return Part.well(NAME, everAnswered ? "answers" : "is asked for the first time");
        }
        return new Part(
                NAME,
                true,
                "has not answered for " + silence.toSeconds() + " s",
                "requests are taken; their events wait in the outbox and keys are set when it is back; nothing is lost",
                "check the brokers in KAFKA_BOOTSTRAP_SERVERS and the way to them; a restart of this service does not help");
    }
}
