package dev.hostkeysync.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.CapturedLogs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostKeyEventConsumerTest {

    private final Desk desk = new Desk();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HostKeyEventConsumer consumer = new HostKeyEventConsumer(desk.intake, metrics);

    @AfterEach
    void end() throws InterruptedException {
        desk.close();
    }

    @Test
    void countsWhatItCannotReadAndTellsTheRest() {
        UUID id = desk.subscribe(URI.create("https://hooks.example.com/")).view().id();
        assertThat(skipped()).isZero();

        consume("dev.hostkeysync.host-key.changed.v1", "dev.hostkeysync.host-key.changed.v2");

        assertThat(desk.rows(id)).containsExactly("e0 0 - waiting");
        assertThat(skipped()).isEqualTo(1);
    }

    @Test
    void countsWhatItCannotStoreAndSaysWhere() {
        desk.jdbi.useHandle(handle -> handle.execute("ALTER TABLE subscription RENAME TO away"));

        try (CapturedLogs logs = CapturedLogs.everything()) {
            consume("dev.hostkeysync.host-key.changed.v1", "dev.hostkeysync.host-key.changed.v1");

            assertThat(logs.text())
                    .contains("ERROR Event e0 cannot be stored", "ERROR Event e1 cannot be stored")
                    .contains("ScrubbedFailure: org.postgresql.util.PSQLException 42P01");
        }
        assertThat(skipped()).isEqualTo(2);
    }

    private double skipped() {
        return metrics.get("hostkeysync_events_skipped_total")
                .tags("topic", "host-key-events", "group", "hostkey-sync-subscriptions")
                .counter()
                .count();
    }

    private void consume(String... types) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String type : types) {
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>(
                            "host-key-events",
                            0,
                            records.size(),
                            new byte[0],
                            "{\"change\":\"issued\"}".getBytes(UTF_8));
            Map.of(
                            "ce_id",
                            "e" + records.size(),
                            "ce_type",
                            type,
                            "ce_time",
                            desk.clock.instant().toString(),
                            "ce_subject",
                            "zoe")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
            records.add(record);
        }
        consumer.consume(
                new ConsumerRecords<>(
                        Map.of(new TopicPartition("host-key-events", 0), records), Map.of()));
    }
}
