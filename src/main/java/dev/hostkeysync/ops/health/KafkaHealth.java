package dev.hostkeysync.ops.health;

import dev.hostkeysync.ops.lag.ConsumerLag;
import dev.hostkeysync.outbox.TopicFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
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
    private final TopicFaults topics;

    KafkaHealth(ConsumerLag lag, TopicFaults topics) {
        this.lag = lag;
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return of(
                        lag.silence(),
                        lag.history().last().isPresent(),
                        topics.last().orElseGet(List::of))
                .response();
    }

    static Part of(Duration silence, boolean everAnswered, List<String> topicFaults) {
        if (silence.compareTo(SILENT) < 0 && !topicFaults.isEmpty()) {
            return new Part(
                    NAME,
                    true,
                    "answers; topics are not as they must be",
                    String.join(". ", topicFaults),
                    "as each says; it is looked at again every minute");
        }
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
