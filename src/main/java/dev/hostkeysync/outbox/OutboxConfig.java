package dev.hostkeysync.outbox;

import dev.hostkeysync.common.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How topics are named.
@ConfigMapping(prefix = "topic")
public interface OutboxConfig {

    List<Setting> SETTINGS =
            List.of(
                    Setting.required(
                            "KAFKA_BOOTSTRAP_SERVERS",
                            "host:port of one or more brokers, separated by commas",
                            OutboxConfig::bootstrapFault),
                    Setting.optional(
                            "TOPIC_PREFIX",
                            "letters, digits, dots, dashes and underscores, at most 100",
                            value ->
                                    value.matches("[A-Za-z0-9._-]{1,100}")
                                            ? Optional.empty()
                                            : Optional.of(
                                                    "'" + value + "' cannot begin a topic name")),
                    Setting.defaulted(
                            "TOPIC_REPLICATION_FACTOR",
                            "-1 for the broker's default, or 1 to 31999",
                            value ->
                                    value.matches("-1|[1-9][0-9]{0,3}|[12][0-9]{4}|3[01][0-9]{3}")
                                            ? Optional.empty()
                                            : Optional.of("'" + value + "' is not possible")));

    /// Put before every topic, `TOPIC_PREFIX`.
    Optional<String> prefix();

    /// Copies of each partition on a topic that the service has to create; -1 = the broker's own
    /// default.
    @WithDefault("-1")
    short replicationFactor();

    /// How long a message that is committed waits at most for a relay that nobody woke.
    @WithDefault("PT1S")
    Duration relayPollInterval();

    private static Optional<String> bootstrapFault(String value) {
        for (String server : value.split(",", -1)) {
            if (!server.strip().matches("(\\[[0-9A-Fa-f:]+]|[^\\s:/]+):[0-9]{1,5}")) {
                return Optional.of("'" + server.strip() + "' is not host:port");
            }
        }
        return Optional.empty();
    }
}
