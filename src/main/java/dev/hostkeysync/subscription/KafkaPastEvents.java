package dev.hostkeysync.subscription;

import dev.hostkeysync.outbox.Brokers;
import dev.hostkeysync.outbox.OutboxConfig;
import dev.hostkeysync.outbox.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads `host-key-events` by time, without a consumer group: nobody's offsets change.
@ApplicationScoped
class KafkaPastEvents implements PastEvents {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);

    /// So long without a record, while some are left to read, and Kafka is taken to be away.
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /// A record is written after its event happened, by a clock that may be another one.
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Brokers brokers;
    private final String topic;
    private final InstantSource clock;

    KafkaPastEvents(Brokers brokers, OutboxConfig config, InstantSource clock) {
        this.clock = clock;
        this.brokers = brokers;
        this.topic = Topic.HOST_KEY_EVENTS.name(config.prefix().orElse(""));
    }

    @Override
    public boolean read(Span span, Predicate<List<HostKeyNews>> taker) {
        try (KafkaConsumer<byte[], byte[]> consumer = connect()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, TIMEOUT);
            List<TopicPartition> open = seek(consumer, partitions, span, ends);
            // One that is empty and was not always has lost all it had.
            boolean whole =
                    partitions.stream()
                            .allMatch(one ->
                                    beginnings.getOrDefault(one, 0L) == 0
                                            || beginnings.getOrDefault(one, 0L)
                                                    < ends.getOrDefault(one, 0L));
            Instant heard = clock.instant();
            while (!open.isEmpty()) {
                List<HostKeyNews> news = new ArrayList<>();
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    whole &= !isFirstLeft(record, beginnings) || !isAfter(record, span);
                    EventReader.read(record)
                            .filter(one -> span.contains(one.event().occurredAt()))
                            .ifPresent(news::add);
                }
                if (!taker.test(news)) {
                    return whole;
                }
                // The taker may have waited for the receiver.
                heard = records.isEmpty() ? heard : clock.instant();
                if (clock.instant().isAfter(heard.plus(SILENCE))) {
                    throw new IllegalStateException("Kafka gives no records");
                }
                open = unread(consumer, open, ends);
                consumer.assign(open);
            }
            return whole || keeps(span);
        }
    }

    /// Whether it is the oldest of its partition, and not the first that was ever in it.
    private static boolean isFirstLeft(
            ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Long> beginnings) {
        long beginning =
                beginnings.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
        return beginning > 0 && record.offset() == beginning;
    }

    private static boolean isAfter(ConsumerRecord<byte[], byte[]> record, Span span) {
        return record.timestamp() > span.from().toEpochMilli();
    }

    /// Whether the topic's retention reaches back to the beginning of the span: then an oldest
    /// record from later means only that nothing happened before it.
    private boolean keeps(Span span) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin =
                Admin.create(
                        brokers.settings(
                                Map.of(
                                        AdminClientConfig.CLIENT_ID_CONFIG,
                                        "hostkey-sync-replay")))) {
            Config settings =
                    admin.describeConfigs(List.of(resource))
                            .all()
                            .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                            .get(resource);
            return settings != null
                    && number(settings, TopicConfig.RETENTION_BYTES_CONFIG) < 0
                    && reaches(number(settings, TopicConfig.RETENTION_MS_CONFIG), span.from());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            // As where we may not look: better to say that something may be missing.
            return false;
        }
    }

    private static long number(Config settings, String name) {
        return Long.parseLong(settings.get(name).value());
    }

    /// @param retention in milliseconds; negative = for ever
    private boolean reaches(long retention, Instant from) {
        return retention < 0 || from.toEpochMilli() >= clock.instant().toEpochMilli() - retention;
    }

    private KafkaConsumer<byte[], byte[]> connect() {
        return new KafkaConsumer<>(
                brokers.settings(
                        Map.of(
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
                                (int) TIMEOUT.toMillis())),
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
