package dev.hostkeysync;

import dev.hostkeysync.common.DrainStage;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jboss.logging.Logger;

/// Closes the messaging library's consumers at the beginning of the drain: the batch under way is
/// waited for, its offset committed, and the group told, so that other replicas have the partitions
/// at once. The library itself would hold them until all else has ended.
@ApplicationScoped
class ConsumersAtEnd {

    private static final Logger LOG = Logger.getLogger(ConsumersAtEnd.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KafkaConnector connector;

    ConsumersAtEnd(@Connector(KafkaConnector.CONNECTOR_NAME) KafkaConnector connector) {
        this.connector = connector;
    }

    void close(@Observes @Priority(DrainStage.AFTER_CONSUMERS - 1) DrainStage.Intake stage) {
        Thread closing = Thread.ofPlatform().name("consumers-at-end").start(this::close);
        stage.await("Kafka's consumers", closing::join);
    }

    private void close() {
        // The library's own pause waits for two polls only, and then commits nothing.
        for (String channel : connector.getConsumerChannels()) {
            connector
                    .getConsumers(channel)
                    .forEach(consumer -> {
                        try {
                            var _ = consumer.pause().await().atMost(PAUSE);
                        } catch (RuntimeException e) {
                            LOG.debugf(e, "The consumer of %s did not pause in time", channel);
                        }
                    });
        }
        // Twice is no harm: the library does it again when its beans are destroyed.
        connector.terminate(this);
    }
}
