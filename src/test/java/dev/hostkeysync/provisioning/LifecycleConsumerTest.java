package dev.hostkeysync.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.common.Patience;
import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.directory.UserChange;
import dev.hostkeysync.hostkey.HostKey;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.LifecycleEvent;
import dev.hostkeysync.lifecycle.LifecycleEventWriter;
import dev.hostkeysync.testing.Stopping;
import dev.hostkeysync.tracing.SpanTap;
import dev.hostkeysync.tracing.Traces;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LifecycleConsumerTest {

    private final SpanTap tap = new SpanTap();
    private final Journey journey = new Journey();
    private final LifecycleConsumer consumer =
            new LifecycleConsumer(
                    journey.jdbi,
                    journey.provisioner,
                    DeadLetterFixture.letters(),
                    new SyncBell(),
                    tap.spans(),
                    InstantSource.fixed(Journey.NOW));
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    @Test
    void writesTheKeysOfAWholeBatchAhead() {
        List<UserId> users = new ArrayList<>();
        for (String name : List.of("zoe", "max", "eve")) {
            users.add(add(created(name + "@example.com")));
        }

        consume();

        assertThat(users)
                .allSatisfy(user ->
                        assertThat(journey.pending(user).map(HostKey.Pending::version))
                                .contains(1L));
        assertThat(letters()).isEmpty();
    }

    @Test
    void putsWhatItCannotReadAsideAndGoesOn() {
        add("not json 482093".getBytes(StandardCharsets.UTF_8), Map.of("ce_type", "x\u0000y"));
        add(
                "{\"host_key\":\"482093\"}".getBytes(StandardCharsets.UTF_8),
                Map.of("ce_type", "dev.hostkeysync.user.removed.v1"));
        add(null, Map.of("ce_type", "dev.hostkeysync.user.removed.v1"));
        UserId zoe = add(created("zoe@example.com"));

        consume();

        assertThat(journey.pending(zoe)).isPresent();
        assertThat(letters())
                .containsExactly(
                        "the header ce_type names no event that this release knows | not json 482093 | identity-lifecycle-3@0",
                        "the field ce_id is not a UUID | {\"host_key\":\"482093\"} | identity-lifecycle-3@1",
                        "the value is not a JSON object | - | identity-lifecycle-3@2");
    }

    @Test
    void leavesTheEventsOnTheTopicWhenTheProcessStopsWhileTheDatabaseIsAway()
            throws InterruptedException {
        LifecycleEvent event = created("zoe@example.com");
        add(event);
        int _ =
                journey.jdbi.withHandle(
                        handle -> handle.execute("ALTER TABLE sync_user RENAME TO away"));
        int _ =
                journey.jdbi.withHandle(handle ->
                        handle.execute(
                                """
                                CREATE FUNCTION stopped() RETURNS trigger LANGUAGE plpgsql AS
                                'BEGIN RAISE EXCEPTION ''the server stops'' USING ERRCODE = ''57P01''; END'
                                """));
        int _ =
                journey.jdbi.withHandle(
                        handle -> handle.execute("CREATE TABLE sync_user (LIKE away)"));
        int _ =
                journey.jdbi.withHandle(handle ->
                        handle.execute(
                                "CREATE TRIGGER stopped BEFORE INSERT ON sync_user"
                                        + " FOR EACH ROW EXECUTE FUNCTION stopped()"));
        Stopping.intake(consumer::stop);

        assertThatThrownBy(this::consume).isInstanceOf(Patience.Stopping.class);

        assertThat(letters()).isEmpty();
    }

    @Test
    void makesASpanOfEachRecordThatComesWithATrace() {
        UserId _ = add(created("max@example.com"));
        Traces.within(
                TraceParent.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                () -> {
                    UserId _ = add(created("zoe@example.com"));
                });

        consume();

        assertThat(tap.lines())
                .containsExactly(
                        "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331 CONSUMER process identity-lifecycle"
                                + " {messaging.destination.name=identity-lifecycle,"
                                + " messaging.operation.type=process, messaging.system=kafka} UNSET");
    }

    private LifecycleEvent created(String email) {
        return journey.directory
                .changed(new UserChange.Create(Journey.profile(email, true)))
                .getFirst();
    }

    private UserId add(LifecycleEvent event) {
        add(LifecycleEventWriter.data(event), LifecycleEventWriter.attributes(event).headers());
        return event.envelope().userId();
    }

    @SuppressWarnings("NullAway") // a tombstone has no value, whatever Kafka's types say
    private void add(byte @Nullable [] value, Map<String, String> headers) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        "identity-lifecycle",
                        3,
                        records.size(),
                        "k".getBytes(StandardCharsets.UTF_8),
                        value);
        headers.forEach((name, text) ->
                record.headers()
                        .add(new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8))));
        records.add(record);
    }

    private void consume() {
        consumer.consume(
                new ConsumerRecords<>(
                        Map.of(new TopicPartition("identity-lifecycle", 3), records), Map.of()));
    }

    /// Reason, value and place of each dead letter.
    private List<String> letters() {
        return journey.jdbi.withHandle(handle ->
                handle.select(
                                """
                                SELECT headers[array_position(headers, 'dead-letter-reason') + 1] || ' | '
                                    || coalesce(convert_from(value, 'UTF8'), '-') || ' | '
                                    || headers[array_position(headers, 'dead-letter-topic') + 1] || '-'
                                    || headers[array_position(headers, 'dead-letter-partition') + 1] || '@'
                                    || headers[array_position(headers, 'dead-letter-offset') + 1]
                                FROM outbox WHERE topic = 'identity-lifecycle-dlq' ORDER BY id
                                """)
                        .mapTo(String.class)
                        .list());
    }
}
