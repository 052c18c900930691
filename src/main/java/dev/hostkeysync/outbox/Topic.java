package dev.hostkeysync.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/// The topics of the service. The partition count is part of the contract: it is the number of
/// replicas that can share the work, and changing it later would move users between partitions and
/// break their order.
public enum Topic {
    IDENTITY_LIFECYCLE("identity-lifecycle", 12),
    IDENTITY_LIFECYCLE_DLQ("identity-lifecycle-dlq", 1),
    /// Kept for as long as subscribers may ask for the past.
    HOST_KEY_EVENTS("host-key-events", 12, Duration.ofDays(31));

    private final String baseName;
    private final int partitions;
    private final Optional<Duration> retention;

    Topic(String baseName, int partitions) {
        this(baseName, partitions, Optional.empty());
    }

    Topic(String baseName, int partitions, Duration retention) {
        this(baseName, partitions, Optional.of(retention));
    }

    Topic(String baseName, int partitions, Optional<Duration> retention) {
        this.baseName = baseName;
        this.partitions = partitions;
        this.retention = retention;
    }

    /// The name on the broker.
    public String name(String prefix) {
        return prefix + baseName;
    }

    public int partitions() {
        return partitions;
    }

    /// How long it must keep its records; absent where the broker's own setting is right.
    Optional<Duration> retention() {
        return retention;
    }

    /// With what it is created; for all else the broker's own settings are right.
    Map<String, String> settings() {
        return retention
                .map(time ->
                        Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis())))
                .orElseGet(Map::of);
    }
}
