package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Cadence;
import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Patience;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventReader;
import dev.hostkeysync.lifecycle.UnreadableEvent;
import dev.hostkeysync.outbox.Topic;
import dev.hostkeysync.tracing.Spans;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Reads the topic `identity-lifecycle` in order, a batch per transaction, and never calls Zoom.
/// Returning means the batch is committed; only then is the Kafka offset.
@ApplicationScoped
class LifecycleConsumer {

    private static final String TOPIC = Topic.IDENTITY_LIFECYCLE.name("");

    /// @param letter that the record says it is a replay of
    private record Replay(
            UUID letter, LifecycleEvent event, ConsumerRecord<byte[], byte[]> record) {}

    private final Jdbi jdbi;
    private final Provisioner provisioner;
    private final DeadLetters letters;
    private final Patience patience = new Patience("lifecycle events");
    private final SyncBell bell;
    private final Spans spans;
    private final InstantSource clock;
    private final Cadence cadence = new Cadence(Duration.ofMillis(10));

    LifecycleConsumer(
            Jdbi jdbi,
            Provisioner provisioner,
            DeadLetters letters,
            SyncBell bell,
            Spans spans,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.provisioner = provisioner;
        this.letters = letters;
        this.bell = bell;
        this.spans = spans;
        this.clock = clock;
    }

    /// After [ConsumersAtEnd]: what was read is taken, unless the database is away.
    void stop(@Observes @Priority(DrainStage.AFTER_CONSUMERS) DrainStage.Intake stage) {
        stage.await("lifecycle events, which stay on the topic", patience::stop);
    }

    @Incoming("identity-lifecycle")
    @Blocking(ordered = true)
    void consume(ConsumerRecords<byte[], byte[]> records) {
        // Meanwhile the next batch grows.
        cadence.await();
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records.count());
        records.forEach(batch::add);
        try {
            patience.untilDatabaseWorks(() -> commit(batch));
        } catch (Patience.Stopping e) {
            throw e;
        } catch (RuntimeException _) {
            // Something in the batch cannot be handled: find out which, so that the rest flows on.
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                alone(record);
            }
        }
    }

    private void alone(ConsumerRecord<byte[], byte[]> record) {
        try {
            patience.untilDatabaseWorks(() -> commit(List.of(record)));
        } catch (Patience.Stopping e) {
            throw e;
        } catch (RuntimeException e) {
            UnhandledRecord unhandled = UnhandledRecord.of(record, e);
            patience.untilDatabaseWorks(
                    () -> jdbi.useTransaction(tx -> letters.add(tx, unhandled)));
        }
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> batch) {
        Instant since = clock.instant();
        List<LifecycleEvent> events = new ArrayList<>(batch.size());
        List<UnhandledRecord> unhandled = new ArrayList<>();
        List<Replay> replays = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            Map<String, String> headers = UnhandledRecord.headersOf(record);
            try {
                byte[] value = record.value();
                LifecycleEvent event =
                        LifecycleEventReader.read(headers, value == null ? new byte[0] : value);
                events.add(event);
                UnhandledRecord.replayOf(headers)
                        .ifPresent(letter -> replays.add(new Replay(letter, event, record)));
            } catch (UnreadableEvent e) {
                unhandled.add(UnhandledRecord.of(record, e.getMessage()));
            }
        }
        boolean work = jdbi.inTransaction(tx -> commit(tx, events, unhandled, replays));
        if (work) {
            bell.ring();
        }
        events.forEach(event ->
                event.envelope().trace().ifPresent(trace -> spans.consumed(TOPIC, trace, since)));
    }

    private boolean commit(
            Handle tx,
            List<LifecycleEvent> events,
            List<UnhandledRecord> unhandled,
            List<Replay> replays) {
        Set<Replay> outdated =
                replays.stream()
                        .filter(replay -> provisioner.isOutdated(tx, replay.event()))
                        .collect(Collectors.toSet());
        boolean work = !events.isEmpty() && provisioner.apply(tx, events);
        unhandled.forEach(one -> letters.add(tx, one));
        replays.forEach(replay ->
                letters.taken(
                        tx, replay.letter(), replay.record().value(), outdated.contains(replay)));
        return work;
    }
}
