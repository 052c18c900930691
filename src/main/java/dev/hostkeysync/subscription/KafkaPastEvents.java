package dev.hostkeysync.subscription;

import dev.hostkeysync.outbox.OutboxConfig;
import dev.hostkeysync.outbox.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Reads `host-key-events` by time, without a consumer group: nobody's offsets change.
@ApplicationScoped
class KafkaPastEvents implements PastEvents {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

    /// A record is written after its event happened, by a clock that may be another one.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final String bootstrapServers;
    private final String topic;

    KafkaPastEvents(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            OutboxConfig config) {
        this.bootstrapServers = bootstrapServers;
        this.topic = Topic.HOST_KEY_EVENTS.name(config.prefix().orElse(""));
    }

    @Override
    public void read(Span span, Predicate<List<HostKeyNews>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = connect()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
            List<TopicPartition> open = seek(consumer, partitions, span, ends);
            while (!open.isEmpty()) {
                List<HostKeyNews> news = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    EventReader.read(record)
                            .filter(one -> span.contains(one.event().occurredAt()))
                            .ifPresent(news::add);
                }
                if (!news.isEmpty() && !taker.test(news)) {
                    return;
                }
                open = unread(consumer, open, ends);
                consumer.assign(open);
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> connect() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "hostkey-sync-replay",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        200,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) TIMEOUT.toMillis(),
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) TIMEOUT.toMillis()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic, TIMEOUT);
        return partitions.stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
    }

    private static List<TopicPartition> seek(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            Span span,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        long from = Math.max(0, span.from().minus(SKEW).toEpochMilli());
        partitions.forEach(one -> times.put(one, from));
        Map<TopicPartition, Long> starts = new HashMap<>();
        consumer.offsetsForTimes(times, TIMEOUT)
                .forEach((partition, start) -> {
                    // None at or after that time: nothing to read.
                    if (start != null && start.offset() < ends.getOrDefault(partition, 0L)) {
                        starts.put(partition, start.offset());
                    }
                });
        consumer.assign(starts.keySet());
        starts.forEach(consumer::seek);
        return List.copyOf(starts.keySet());
    }

    private static List<TopicPartition> unread(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> open,
            Map<TopicPartition, Long> ends) {
        return open.stream()
                .filter(one -> consumer.position(one, TIMEOUT) < ends.getOrDefault(one, 0L))
                .toList();
    }
}
