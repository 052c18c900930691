package dev.hostkeysync.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokersTest {

    @Test
    void takesWhatOpensTheBrokersAndNothingElse() {
        Brokers brokers =
                new Brokers(
                        Map.of(
                                "bootstrap.servers", "kafka:9093",
                                "security.protocol", "SASL_SSL",
                                "sasl.mechanism", "SCRAM-SHA-512",
                                "ssl.truststore.type", "PEM",
                                "group.id", "hostkey-sync",
                                "port", "tcp://10.0.0.1:9092"));

        assertThat(brokers.settings(Map.of("client.id", "relay")))
                .isEqualTo(
                        Map.of(
                                "bootstrap.servers", "kafka:9093",
                                "security.protocol", "SASL_SSL",
                                "sasl.mechanism", "SCRAM-SHA-512",
                                "ssl.truststore.type", "PEM",
                                "client.id", "relay"));
    }
}
