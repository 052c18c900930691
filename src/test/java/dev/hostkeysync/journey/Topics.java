package dev.hostkeysync.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hostkeysync.stack.TopicTail;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// The topics of one installation.
///
/// @param prefix what their names begin with
record Topics(String bootstrapServers, String prefix) {

    static final String LIFECYCLE = "identity-lifecycle";
    static final String DEAD_LETTERS = "identity-lifecycle-dlq";
    static final String HOST_KEYS = "host-key-events";

    TopicTail tail(String topic) {
        return TopicTail.of(bootstrapServers, prefix + topic);
    }

    /// Writes a record on the lifecycle topic, as anybody who may write there could.
    void send(byte @Nullable [] key, Map<String, String> headers, byte @Nullable [] value) {
        Map<String, byte[]> bytes = new HashMap<>();
        headers.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
        sendBytes(key, bytes, value);
    }

    void sendBytes(byte @Nullable [] key, Map<String, byte[]> headers, byte @Nullable [] value) {
        var record = new ProducerRecord<>(prefix + LIFECYCLE, key, value);
        headers.forEach((name, bytes) -> record.headers().add(name, bytes));
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var _ = producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the record", e);
        }
    }

    /// Lets a topic take no larger batch of records.
    void limit(String topic, int bytes) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var _ =
                    admin.incrementalAlterConfigs(
                                    Map.of(
                                            new ConfigResource(
                                                    ConfigResource.Type.TOPIC, prefix + topic),
                                            List.of(
                                                    new AlterConfigOp(
                                                            new ConfigEntry(
                                                                    TopicConfig
                                                                            .MAX_MESSAGE_BYTES_CONFIG,
                                                                    Integer.toString(bytes)),
                                                            AlterConfigOp.OpType.SET))))
                            .all()
                            .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the topic's limit could not be set", e);
        }
    }

    /// Waits until the service has committed the offset after the last lifecycle event.
    void awaitConsumed() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await("every lifecycle event to be consumed")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(committed(admin)).isEqualTo(ends(admin)));
        }
    }

    /// As `kafka-consumer-groups --reset-offsets --to-latest` does; nobody may be in the group.
    void skipUnread() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            ends(admin)
                    .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
            // A member that was killed is in the group until its session has ended.
            await("the group to be empty")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> {
                        var _ =
                                admin.alterConsumerGroupOffsets(prefix + "hostkey-sync", ends)
                                        .all()
                                        .get();
                        return true;
                    });
        } catch (Exception e) {
            throw new IllegalStateException("the offsets could not be moved", e);
        }
    }

    private Map<TopicPartition, Long> committed(Admin admin) throws Exception {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(prefix + "hostkey-sync")
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    /// Of the partitions that have records.
    private Map<TopicPartition, Long> ends(Admin admin) throws Exception {
        String topic = prefix + LIFECYCLE;
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (var description :
                admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
            for (var partition : description.partitions()) {
                latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> {
                    if (end.offset() > 0) {
                        ends.put(partition, end.offset());
                    }
                });
        return ends;
    }
}
