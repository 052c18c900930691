package dev.hostkeysync.provisioning;

import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKeyFixture;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventWriter;
import dev.hostkeysync.outbox.OutboxFixture;
import dev.hostkeysync.sealing.Keyset;
import dev.hostkeysync.sealing.SecretSealer;
import dev.hostkeysync.testing.FixedIds;
import dev.hostkeysync.tracing.Spans;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The lifecycle topic as one partition, two replicas that read it, and what they set aside.
public final class DeadLetterFixture {

    private static final int PARTITION = 3;

    private final Journey journey = new Journey();
    private final DeadLetters letters = letters();
    private final List<LifecycleConsumer> replicas = List.of(consumer(), consumer());
    private final List<ConsumerRecord<byte[], byte[]>> topic = new ArrayList<>();

    public static DeadLetters letters() {
        return new DeadLetters(
                OutboxFixture.outbox(),
                new FixedIds(),
                new SecretSealer(Keyset.parse(HostKeyFixture.newKeyset())));
    }

    public Jdbi jdbi() {
        return journey.jdbi;
    }

    /// As the fixture's replicas use it.
    public DeadLetters table() {
        return letters;
    }

    private LifecycleConsumer consumer() {
        return new LifecycleConsumer(
                journey.jdbi,
                journey.provisioner,
                letters,
                new SyncBell(),
                Spans.none(),
                Instant::now);
    }

    /// The event of a new user, not on the topic yet.
    LifecycleEvent created(String email) {
        return journey.directory
                .changed(new UserChange.Create(Journey.profile(email, true)))
                .getFirst();
    }

    void send(LifecycleEvent event) {
        send(event, Map.of());
    }

    /// @param more headers
    void send(LifecycleEvent event, Map<String, String> more) {
        Map<String, String> headers =
                new HashMap<>(LifecycleEventWriter.attributes(event).headers());
        headers.putAll(more);
        send(event.envelope().userId().toString(), headers, LifecycleEventWriter.data(event));
    }

    /// Writes a record and lets the first replica read it.
    @SuppressWarnings("NullAway") // a tombstone has no value, whatever Kafka's types say
    public void send(String key, Map<String, String> headers, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        "identity-lifecycle",
                        PARTITION,
                        topic.size(),
                        key.getBytes(StandardCharsets.UTF_8),
                        value);
        headers.forEach((name, text) ->
                record.headers()
                        .add(new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8))));
        topic.add(record);
        deliver(0, topic.size() - 1);
    }

    /// A replica reads the record at this place: again, when it has been read before.
    void deliver(int replica, int offset) {
        replicas.get(replica)
                .consume(
                        new ConsumerRecords<>(
                                Map.of(
                                        new TopicPartition("identity-lifecycle", PARTITION),
                                        List.of(topic.get(offset))),
                                Map.of()));
    }

    /// The relay takes what was left for the lifecycle topic there, and the replicas read it.
    public void relay() {
        List<Map.Entry<String, ConsumerRecord<byte[], byte[]>>> rows =
                jdbi().withHandle(handle ->
                        handle.select(
                                        """
                                        DELETE FROM outbox WHERE topic = 'identity-lifecycle'
                                            AND 'dead-letter-id' = ANY (headers)
                                        RETURNING convert_from(key, 'UTF8') AS key, headers, value
                                        """)
                                .map((row, _) -> Map.entry(row.getString(1), record(row)))
                                .list());
        rows.forEach(row ->
                send(
                        row.getKey(),
                        UnhandledRecord.headersOf(row.getValue()),
                        row.getValue().value()));
    }

    @SuppressWarnings("NullAway") // a tombstone has no value, whatever Kafka's types say
    private static ConsumerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("outbox", 0, 0, null, row.getBytes(3));
        String[] headers = (String[]) row.getArray(2).getArray();
        for (int i = 0; i < headers.length; i += 2) {
            record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    int records() {
        return topic.size();
    }

    /// The headers of the last record.
    Map<String, String> lastHeaders() {
        return new HashMap<>(UnhandledRecord.headersOf(topic.getLast()));
    }

    byte[] lastValue() {
        return topic.getLast().value();
    }

    /// How many copies are on their way to the dead-letter topic.
    long copies() {
        return jdbi().withHandle(handle ->
                handle.select("SELECT count(*) FROM outbox WHERE topic = 'identity-lifecycle-dlq'")
                        .mapTo(Long.class)
                        .one());
    }

    boolean hasKey(UserId user) {
        return journey.pending(user).isPresent();
    }

    /// All letters, from the newest.
    public List<DeadLetter> all() {
        return jdbi().withHandle(
                        tx -> letters.list(tx, Set.of(), Optional.empty(), Optional.empty(), 100));
    }

    DeadLetter only() {
        List<DeadLetter> all = all();
        if (all.size() != 1) {
            throw new AssertionError("expected one letter, there are " + all.size());
        }
        return all.getFirst();
    }

    boolean replay(UUID id) {
        return jdbi().inTransaction(tx -> letters.replay(tx, id));
    }
}
