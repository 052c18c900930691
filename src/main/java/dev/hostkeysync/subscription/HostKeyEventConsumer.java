package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Cadence;
import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Patience;
import dev.hostkeysync.common.ScrubbedFailure;
import dev.hostkeysync.outbox.SkippedEvents;
import dev.hostkeysync.outbox.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// Reads the topic `host-key-events`, a batch per transaction. Returning means that the deliveries
/// are committed; only then is the Kafka offset.
@ApplicationScoped
class HostKeyEventConsumer {

    private static final Logger LOG = Logger.getLogger(HostKeyEventConsumer.class);

    private final Intake intake;
    private final SkippedEvents skipped;
    private final Patience patience = new Patience("host-key events for subscribers");
    private final Cadence cadence = new Cadence(Duration.ofMillis(10));

    HostKeyEventConsumer(Intake intake, MeterRegistry metrics) {
        this.intake = intake;
        this.skipped =
                new SkippedEvents(metrics, Topic.HOST_KEY_EVENTS, "hostkey-sync-subscriptions");
    }

    /// After [ConsumersAtEnd]: what was read is taken, unless the database is away.
    void stop(@Observes @Priority(DrainStage.AFTER_CONSUMERS) DrainStage.Intake stage) {
        stage.await("host-key events for subscribers, which stay on the topic", patience::stop);
    }

    @Incoming("host-key-events")
    @Blocking(ordered = true)
    void consume(ConsumerRecords<byte[], byte[]> records) {
        // Meanwhile the next batch grows.
        cadence.await();
        List<HostKeyNews> news = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            EventReader.read(record).ifPresentOrElse(news::add, () -> skipped(record));
        }
        if (news.isEmpty()) {
            return;
        }
        try {
            patience.untilDatabaseWorks(() -> intake.take(news));
        } catch (Patience.Stopping e) {
            throw e;
        } catch (RuntimeException _) {
            // Something in the batch cannot be stored: find out which, so that the rest flows on.
            news.forEach(this::alone);
        }
    }

    private void alone(HostKeyNews news) {
        try {
            patience.untilDatabaseWorks(() -> intake.take(List.of(news)));
        } catch (Patience.Stopping e) {
            throw e;
        } catch (RuntimeException e) {
            skipped.count();
            LOG.errorf(
                    ScrubbedFailure.of(e),
                    "Event %s cannot be stored for subscribers: a fault of the service, please report it. They are not told"
                            + " of it; it is on the topic host-key-events",
                    news.event().id());
        }
    }

    private void skipped(ConsumerRecord<byte[], byte[]> record) {
        skipped.count();
        LOG.warnf(
                "A record of topic %s, partition %d, offset %d is no host-key event that this release can read; subscribers"
                        + " are not told of it. Who else writes to this topic?",
                record.topic(), record.partition(), record.offset());
    }
}
