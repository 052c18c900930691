package dev.hostkeysync.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A downstream service as the contract imagines it: reads `host-key.changed` with Kafka's own
/// defaults, and here only notes when.
final class HostKeySubscriber implements AutoCloseable {

    private static final String CHANGED = "dev.hostkeysync.host-key.changed.v1";
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final Thread thread;

    private HostKeySubscriber(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name("subscriber").start(this::read);
    }

    /// Reads all that is written from now on; the topic must be there.
    static HostKeySubscriber start(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        return new HostKeySubscriber(consumer);
    }

    /// `System.nanoTime()` at which the first event about each user was read, by the user's id.
    Map<String, Long> arrivals() {
        return arrivals;
    }

    private void read() {
        try (consumer) {
            while (true) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Header type = record.headers().lastHeader("ce_type");
                    if (CHANGED.equals(new String(type.value(), StandardCharsets.UTF_8))) {
                        Long _ =
                                arrivals.putIfAbsent(
                                        new String(record.key(), StandardCharsets.UTF_8), now);
                    }
                }
            }
        } catch (WakeupException _) {
            // Closed.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
