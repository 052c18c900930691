package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Cadence;
import dev.hostkeysync.common.Patience;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventReader;
import dev.hostkeysync.lifecycle.UnreadableEvent;
import dev.hostkeysync.outbox.Outbox;
import dev.hostkeysync.outbox.OutboxMessage;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Jdbi;

/// Reads the topic `identity-lifecycle` in order, a batch per transaction, and never calls Zoom.
/// Returning means the batch is committed; only then is the Kafka offset.
@ApplicationScoped
class LifecycleConsumer {

    private final Jdbi jdbi;
    private final Provisioner provisioner;
    private final Outbox outbox;
    private final Patience patience = new Patience("lifecycle events");
    private final SyncBell bell;
    private final Cadence cadence = new Cadence(Duration.ofMillis(10));

    LifecycleConsumer(Jdbi jdbi, Provisioner provisioner, Outbox outbox, SyncBell bell) {
        this.jdbi = jdbi;
        this.provisioner = provisioner;
        this.outbox = outbox;
        this.bell = bell;
    }

    /// The pool of connections is closed soon after.
    void stop(@Observes ShutdownEvent event) {
        patience.stop();
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
            OutboxMessage letter =
                    DeadLetter.of(record, "could not be applied: " + e.getClass().getSimpleName());
            patience.untilDatabaseWorks(
                    () -> jdbi.useTransaction(tx -> outbox.append(tx, List.of(letter))));
        }
    }

    private void commit(List<ConsumerRecord<byte[], byte[]>> batch) {
        List<LifecycleEvent> events = new ArrayList<>(batch.size());
        List<OutboxMessage> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            Map<String, String> headers = DeadLetter.headersOf(record);
            try {
                byte[] value = record.value();
                events.add(LifecycleEventReader.read(headers, value == null ? new byte[0] : value));
            } catch (UnreadableEvent e) {
                letters.add(DeadLetter.of(record, e.getMessage()));
            }
        }
        boolean work =
                jdbi.inTransaction(tx -> {
                    outbox.append(tx, letters);
                    return !events.isEmpty() && provisioner.apply(tx, events);
                });
        if (work) {
            bell.ring();
        }
    }
}
