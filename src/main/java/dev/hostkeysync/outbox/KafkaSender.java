package dev.hostkeysync.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Sends rows and returns once all of them are safe on the brokers, or throws.
///
/// After a failure the producer is thrown away, so that nothing it still holds can arrive behind
/// our back.
@ApplicationScoped
class KafkaSender implements Sender {

    private final Brokers brokers;
    private @Nullable KafkaProducer<byte @Nullable [], byte @Nullable []> producer;

    KafkaSender(Brokers brokers) {
        this.brokers = brokers;
    }

    @Override
    public void send(Collection<OutboxRow> rows) {
        KafkaProducer<byte @Nullable [], byte @Nullable []> current =
                producer == null ? connect() : producer;
        producer = current;
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
            for (OutboxRow row : rows) {
                sent.add(current.send(row.toRecord()));
            }
            for (Future<RecordMetadata> one : sent) {
                RecordMetadata _ = one.get();
            }
        } catch (InterruptedException e) {
            drop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        } catch (ExecutionException | RuntimeException e) {
            drop();
            throw new IllegalStateException("the brokers did not take the batch", e);
        }
    }

    private KafkaProducer<byte @Nullable [], byte @Nullable []> connect() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "hostkey-sync-outbox");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Shorter than Kafka's two minutes: a database transaction is open meanwhile, and the row
        // is safe in it.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        return new KafkaProducer<>(
                brokers.settings(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @PreDestroy
    void drop() {
        KafkaProducer<byte @Nullable [], byte @Nullable []> current = producer;
        producer = null;
        if (current != null) {
            current.close(Duration.ZERO);
        }
    }
}
