package dev.hostkeysync.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads all of a topic from its beginning and keeps it, without a consumer group: nobody's offsets
/// change. The topic need not exist yet, and the broker may go away and come back.
public final class TopicTail implements Events, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final List<Received> records = new ArrayList<>();
    private final Thread reader;

    private TopicTail(String bootstrapServers, String topic) {
        QuietLogs.apply();
        this.topic = topic;
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.reader = Thread.ofPlatform().daemon().name("tail-" + topic).start(this::read);
    }

    public static TopicTail of(String bootstrapServers, String topic) {
        return new TopicTail(bootstrapServers, topic);
    }

    /// All records so far: in order within a partition, in order of arrival between partitions.
    public List<Received> records() {
        lock.lock();
        try {
            return List.copyOf(records);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Received> find(Predicate<Received> wanted, Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            Optional<Received> found = first(wanted);
            while (found.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
                found = first(wanted);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// The first record that fits, waiting for it.
    ///
    /// @throws AssertionError when none came in time; it names what came instead, without values
    public Received await(Predicate<Received> wanted, Duration atMost) {
        return find(wanted, atMost)
                .orElseThrow(() ->
                        new AssertionError(
                                "no such record on %s within %d ms; there are %s"
                                        .formatted(topic, atMost.toMillis(), summary())));
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            boolean _ = reader.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Received> first(Predicate<Received> wanted) {
        return records.stream().filter(wanted).findFirst();
    }

    private String summary() {
        return records().stream()
                .map(Received::summary)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private void read() {
        try (consumer) {
            while (true) {
                if (consumer.assignment().isEmpty() && !assigned()) {
                    pause();
                    continue;
                }
                for (var record : consumer.poll(POLL)) {
                    add(Received.of(record));
                }
            }
        } catch (WakeupException | InterruptException e) {
            // Closed: what was read stays readable.
            return;
        }
    }

    private boolean assigned() {
        List<PartitionInfo> partitions;
        try {
            partitions = consumer.partitionsFor(topic, Duration.ofSeconds(1));
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // Neither the topic nor the broker need be there yet.
            partitions = List.of();
        }
        consumer.assign(
                partitions.stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList());
        consumer.seekToBeginning(consumer.assignment());
        return !partitions.isEmpty();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void add(Received record) {
        lock.lock();
        try {
            records.add(record);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
