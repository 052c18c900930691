package dev.hostkeysync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.Configs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboxConfigTest {

    @Test
    void hasDefaults() {
        OutboxConfig config = Configs.of(OutboxConfig.class, Map.of());

        assertThat(config.prefix()).isEmpty();
        assertThat(config.replicationFactor()).isEqualTo((short) -1);
        assertThat(config.relayPollInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void readsEveryVariable() {
        OutboxConfig config =
                Configs.of(
                        OutboxConfig.class,
                        Map.of(
                                "TOPIC_PREFIX", "eu.",
                                "TOPIC_REPLICATION_FACTOR", "3",
                                "TOPIC_RELAY_POLL_INTERVAL", "PT2S"));

        assertThat(config.prefix()).contains("eu.");
        assertThat(config.replicationFactor()).isEqualTo((short) 3);
        assertThat(config.relayPollInterval()).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KAFKA_BOOTSTRAP_SERVERS | kafka:9092 |",
                "KAFKA_BOOTSTRAP_SERVERS | a.example.com:9092, [::1]:9093 |",
                "KAFKA_BOOTSTRAP_SERVERS | kafka | KAFKA_BOOTSTRAP_SERVERS: 'kafka' is not host:port; expected host:port of one or more brokers, separated by commas",
                "KAFKA_BOOTSTRAP_SERVERS | a:1,,b:2 | KAFKA_BOOTSTRAP_SERVERS: '' is not host:port; expected host:port of one or more brokers, separated by commas",
                "TOPIC_PREFIX | eu.prod- |",
                "TOPIC_PREFIX | a b | TOPIC_PREFIX: 'a b' cannot begin a topic name; expected letters, digits, dots, dashes and underscores, at most 100",
                "TOPIC_REPLICATION_FACTOR | 3 |",
                "TOPIC_REPLICATION_FACTOR | none | TOPIC_REPLICATION_FACTOR: 'none' is not possible; expected -1 for the broker's default, or 1 to 31999",
            })
    void saysWhatIsWrong(String name, String value, String fault) {
        assertThat(Configs.fault(OutboxConfig.SETTINGS, name, value))
                .isEqualTo(Optional.ofNullable(fault));
    }
}
