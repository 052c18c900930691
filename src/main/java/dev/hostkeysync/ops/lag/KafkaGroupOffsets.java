package dev.hostkeysync.ops.lag;

import dev.hostkeysync.outbox.Brokers;
import dev.hostkeysync.outbox.OutboxConfig;
import dev.hostkeysync.outbox.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The offsets as Kafka's own tools see them. (The consumer's gauge is no use: it tells nothing of
/// partitions that nobody reads, and NaN before the first record.)
@ApplicationScoped
class KafkaGroupOffsets implements GroupOffsets {

    private static final int TIMEOUT_MS = 4_000;

    private final Map<String, Object> settings;
    private final String prefix;
    private final Set<ConsumerGroup> groups;
    private @Nullable Admin admin;

    KafkaGroupOffsets(
            Brokers brokers,
            OutboxConfig config,
            @ConfigProperty(name = "zoom.provisioning", defaultValue = "off") String zoomAccounts) {
        this.settings =
                brokers.settings(
                        Map.of(
                                AdminClientConfig.CLIENT_ID_CONFIG,
                                "hostkey-sync-lag",
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                TIMEOUT_MS,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                TIMEOUT_MS));
        this.prefix = config.prefix().orElse("");
        this.groups = EnumSet.allOf(ConsumerGroup.class);
        if (zoomAccounts.equals("off")) {
            groups.remove(ConsumerGroup.ZOOM_ACCOUNTS);
        }
    }

    @Override
    public List<PartitionLag> read()
            throws InterruptedException, ExecutionException, TimeoutException {
        Admin brokers = admin == null ? Admin.create(settings) : admin;
        admin = brokers;
        List<PartitionLag> all = new ArrayList<>();
        for (ConsumerGroup group : groups) {
            List<TopicPartition> partitions = partitions(brokers, group.topic());
            if (!partitions.isEmpty()) {
                all.addAll(read(brokers, group, partitions));
            }
        }
        return all;
    }

    private List<PartitionLag> read(
            Admin brokers, ConsumerGroup group, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        // Before the ends: a record that comes in between is counted, not one taken away.
        String name = group.name(prefix);
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(
                        brokers.listConsumerGroupOffsets(
                                        Map.of(
                                                name,
                                                new ListConsumerGroupOffsetsSpec()
                                                        .topicPartitions(partitions)))
                                .partitionsToOffsetAndMetadata(name));
        Map<TopicPartition, Long> begins = offsets(brokers, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(brokers, partitions, OffsetSpec.latest());
        return partitions.stream()
                .map(partition -> {
                    // A group without an offset begins at the beginning (auto.offset.reset), and
                    // what retention has taken away nobody can read.
                    @Nullable OffsetAndMetadata at = committed.get(partition);
                    long begin = begins.getOrDefault(partition, 0L);
                    return new PartitionLag(
                            group,
                            partition.partition(),
                            at == null ? begin : Math.max(begin, at.offset()),
                            ends.getOrDefault(partition, 0L));
                })
                .toList();
    }

    private List<TopicPartition> partitions(Admin brokers, Topic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        String name = topic.name(prefix);
        try {
            TopicDescription description =
                    answer(brokers.describeTopics(List.of(name)).allTopicNames()).get(name);
            return description == null
                    ? List.of()
                    : description.partitions().stream()
                            .map(partition -> new TopicPartition(name, partition.partition()))
                            .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw e;
        }
    }

    private static Map<TopicPartition, Long> offsets(
            Admin brokers, List<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(brokers.listOffsets(asked).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(TIMEOUT_MS + 1_000L, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        Admin brokers = admin;
        admin = null;
        if (brokers != null) {
            brokers.close(Duration.ZERO);
        }
    }
}
