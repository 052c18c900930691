package dev.hostkeysync.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Sends rows and returns once all of them are safe on the brokers or known to be too large for
/// them, or throws.
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
    public List<OutboxRow> send(Collection<OutboxRow> rows) {
        KafkaProducer<byte @Nullable [], byte @Nullable []> current =
                producer == null ? connect() : producer;
        producer = current;
        try {
            Map<OutboxRow, Future<RecordMetadata>> sent = new LinkedHashMap<>();
            for (OutboxRow row : rows) {
                sent.put(row, current.send(row.toRecord()));
            }
            List<OutboxRow> tooLarge = new ArrayList<>();
            for (Map.Entry<OutboxRow, Future<RecordMetadata>> one : sent.entrySet()) {
                if (isTooLarge(one.getValue())) {
                    tooLarge.add(one.getKey());
                }
            }
            return tooLarge;
        } catch (InterruptedException e) {
            drop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        } catch (ExecutionException | RuntimeException e) {
            drop();
            throw new IllegalStateException("the brokers did not take the batch", e);
        }
    }

    /// Whether the producer or a broker said so; otherwise the record is safe.
    private static boolean isTooLarge(Future<RecordMetadata> sent)
            throws InterruptedException, ExecutionException {
        try {
            RecordMetadata _ = sent.get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return true;
            }
            throw e;
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
