package dev.hostkeysync.account;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.common.Patience;
import dev.hostkeysync.common.ScrubbedFailure;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventReader;
import dev.hostkeysync.lifecycle.UnreadableEvent;
import dev.hostkeysync.outbox.Brokers;
import dev.hostkeysync.outbox.OutboxConfig;
import dev.hostkeysync.outbox.SkippedEvents;
import dev.hostkeysync.outbox.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Reads `identity-lifecycle` in a group of its own, a batch per transaction, and only while
/// provisioning is on. The offset moves after the commit.
///
/// Not a channel of the messaging library: one that is there and switched off is complained of at
/// every start.
@Startup
@ApplicationScoped
class AccountConsumer {

    private static final Logger LOG = Logger.getLogger(AccountConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final String GROUP = "hostkey-sync-zoom-accounts";

    private final Jdbi jdbi;
    private final AccountMarks marks;
    private final AccountList list;
    private final AccountPolicy policy;
    private final AccountBell bell;
    private final InstantSource clock;
    private final Map<String, Object> settings;
    private final String topic;
    private final Patience patience = new Patience("lifecycle events for Zoom's users");
    private final SkippedEvents skipped;
    private final Loop loop;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    AccountConsumer(
            Jdbi jdbi,
            AccountMarks marks,
            AccountList list,
            AccountPolicy policy,
            AccountBell bell,
            InstantSource clock,
            OutboxConfig topics,
            Brokers brokers,
            MeterRegistry metrics) {
        this.jdbi = jdbi;
        this.marks = marks;
        this.list = list;
        this.policy = policy;
        this.bell = bell;
        this.clock = clock;
        String prefix = topics.prefix().orElse("");
        this.topic = Topic.IDENTITY_LIFECYCLE.name(prefix);
        this.settings = brokers.settings(settings(prefix + GROUP));
        this.skipped = new SkippedEvents(metrics, Topic.IDENTITY_LIFECYCLE, GROUP);
        this.loop =
                new Loop(
                        LOG,
                        "zoom-account-events",
                        "Cannot read lifecycle events for Zoom's users: %s. They wait on the topic; it"
                                + " is tried again every few seconds; check KAFKA_BOOTSTRAP_SERVERS",
                        Duration.ofSeconds(3),
                        this::turn);
    }

    @PostConstruct
    void start() {
        if (policy.isOn()) {
            jdbi.useTransaction(tx -> list.begin(tx, clock.instant()));
            loop.start();
        } else {
            jdbi.useTransaction(list::end);
        }
    }

    void stop(@Observes DrainStage.Intake stage) {
        stage.end(loop);
        patience.end();
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    private Duration turn() {
        KafkaConsumer<byte[], byte[]> current = consumer == null ? connect() : consumer;
        consumer = current;
        try {
            ConsumerRecords<byte[], byte[]> records = current.poll(POLL);
            if (!records.isEmpty()) {
                take(StreamSupport.stream(records.spliterator(), false).toList());
                current.commitSync();
            }
            return Duration.ZERO;
        } catch (RuntimeException e) {
            // What was read and not committed is read again.
            drop(current);
            if (loop.isStopping()) {
                return Duration.ZERO;
            }
            throw e;
        } finally {
            if (loop.isStopping()) {
                drop(current);
            }
        }
    }

    /// When this returns, the batch is committed.
    void take(List<ConsumerRecord<byte[], byte[]>> records) {
        List<LifecycleEvent> events =
                records.stream().map(AccountConsumer::read).flatMap(Optional::stream).toList();
        try {
            patience.untilDatabaseWorks(() -> commit(events));
        } catch (Patience.Stopping e) {
            throw e;
        } catch (RuntimeException _) {
            // Find out which one it is, so that the rest flows on.
            events.forEach(this::alone);
        }
    }

    private void alone(LifecycleEvent event) {
        try {
            patience.untilDatabaseWorks(() -> commit(List.of(event)));
        } catch (Patience.Stopping e) {
            throw e;
        } catch (RuntimeException e) {
            skipped.count();
            LOG.errorf(
                    ScrubbedFailure.of(e),
                    "An event of user %s could not be taken into account for Zoom's users: %s. Retry it with"
                            + " POST /api/v1/zoom-accounts/%s/retry",
                    event.envelope().userId(),
                    ScrubbedFailure.reasonOf(e),
                    event.envelope().userId());
        }
    }

    private void commit(List<LifecycleEvent> events) {
        boolean work =
                jdbi.inTransaction(tx -> {
                    // A replica that was started with it off may have ended it.
                    list.begin(tx, clock.instant());
                    return !events.isEmpty() && marks.apply(tx, events);
                });
        if (work) {
            bell.ring();
        }
    }

    /// What is no event of ours the main job puts among the dead letters.
    private static Optional<LifecycleEvent> read(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            byte[] value = header.value();
            headers.put(
                    header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
        byte[] value = record.value();
        try {
            return Optional.of(
                    LifecycleEventReader.read(headers, value == null ? new byte[0] : value));
        } catch (UnreadableEvent _) {
            return Optional.empty();
        }
    }

    private KafkaConsumer<byte[], byte[]> connect() {
        KafkaConsumer<byte[], byte[]> made =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        made.subscribe(List.of(topic));
        return made;
    }

    private void drop(KafkaConsumer<byte[], byte[]> current) {
        consumer = null;
        try {
            current.close(CloseOptions.timeout(CLOSE));
        } catch (RuntimeException e) {
            LOG.debug("The consumer did not close well", e);
        }
    }

    /// As the channel of the main job, for the same reasons.
    private static Map<String, Object> settings(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 200);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        return settings;
    }
}
