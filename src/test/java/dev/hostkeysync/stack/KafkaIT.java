package dev.hostkeysync.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path directory;

    @Test
    void aBrokerInThisJvmKeepsItsRecordsThroughAStop() throws Exception {
        try (KafkaBroker kafka = KafkaBroker.start(directory.resolve("kafka"), Ports.free());
                TopicTail tail = TopicTail.of(kafka.bootstrapServers(), "events")) {
            create(kafka.bootstrapServers(), "events");
            send(kafka.bootstrapServers(), "first");

            kafka.stop();
            kafka.restart();
            send(kafka.bootstrapServers(), "second");

            assertThat(tail.await(r -> r.value().equals("second"), SOON).offset()).isEqualTo(1);
            assertThat(tail.records())
                    .extracting(Received::value)
                    .containsExactly("first", "second");
        }
    }

    @Test
    void aBrokerOfItsOwnKeepsItsRecordsThroughAKill() throws Exception {
        try (KafkaProcess kafka = KafkaProcess.start(directory.resolve("kafka"), Ports.free())) {
            create(kafka.bootstrapServers(), "events");
            send(kafka.bootstrapServers(), "before the kill");

            kafka.kill();
            kafka.restart();

            try (TopicTail tail = TopicTail.of(kafka.bootstrapServers(), "events")) {
                Received record = tail.await(r -> true, SOON);
                assertThat(record)
                        .isEqualTo(
                                new Received(
                                        "events",
                                        record.partition(),
                                        0,
                                        "a-user",
                                        Map.of(
                                                "ce_id",
                                                "id of before the kill",
                                                "ce_type",
                                                "a.type"),
                                        "before the kill"));
            }
        }
    }

    @Test
    void makesNoTopicThatNobodyAskedFor() throws Exception {
        try (KafkaBroker kafka = KafkaBroker.start(directory.resolve("kafka"), Ports.free());
                TopicTail tail = TopicTail.of(kafka.bootstrapServers(), "events")) {

            assertThatThrownBy(() -> tail.await(r -> true, Duration.ofSeconds(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("no such record on events within 1000 ms; there are []");
            try (Admin admin = admin(kafka.bootstrapServers())) {
                assertThat(admin.listTopics().names().get()).isEmpty();
            }
        }
    }

    private static void create(String bootstrapServers, String topic) throws Exception {
        try (Admin admin = admin(bootstrapServers)) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static void send(String bootstrapServers, String value) throws Exception {
        var record = new ProducerRecord<>("events", "a-user", value);
        record.headers().add(new RecordHeader("ce_type", "a.type".getBytes(UTF_8)));
        record.headers().add(new RecordHeader("ce_id", ("id of " + value).getBytes(UTF_8)));
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(record).get();
        }
    }
}
