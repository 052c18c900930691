package dev.hostkeysync.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.outbox.OutboxMessage;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;

class UnhandledRecordTest {

    /// Kafka's `max.request.size` and `max.message.bytes`, as they are unless somebody sets them.
    private static final int LARGEST = 1024 * 1024;

    private static final UUID ID = new UUID(0, 1);

    @Test
    void copiesNoMoreThanABrokerTakesWhateverTheRecordIsMadeOf() {
        ConsumerRecord<byte[], byte[]> record = record(430 * 1024, 512 * 1024);
        for (int i = 0; i < 64; i++) {
            // Each byte becomes U+FFFD, which has three.
            byte[] garbage = new byte[1024];
            Arrays.fill(garbage, (byte) 0xff);
            record.headers().add("garbage-%02d".formatted(i), garbage);
        }

        assertThat(sizeOf(UnhandledRecord.of(record, "rubbish").copy(ID))).isLessThan(LARGEST);
    }

    @Test
    void copiesNoMoreThanABrokerTakesOfARecordThatIsAllNamesOfHeaders() {
        ConsumerRecord<byte[], byte[]> record = record(LARGEST, LARGEST);
        for (int i = 0; i < 100; i++) {
            record.headers().add("\uffff".repeat(2000) + i, "\uffff".repeat(2000).getBytes(UTF_8));
            record.headers().add(i + "\uffff".repeat(2000), "\uffff".repeat(2000).getBytes(UTF_8));
        }

        assertThat(sizeOf(UnhandledRecord.of(record, "rubbish").copy(ID))).isLessThan(LARGEST);
    }

    @Test
    void saysWhatOfTheCopyWasCut() {
        OutboxMessage copy = UnhandledRecord.of(record(70_000, 600_000), "rubbish").copy(ID);

        assertThat(requireNonNull(copy.key()).length).isEqualTo(32 * 1024);
        assertThat(requireNonNull(copy.value()).length).isEqualTo(512 * 1024);
        assertThat(copy.headers())
                .containsEntry("dead-letter-key-truncated-from", "70000")
                .containsEntry("dead-letter-truncated-from", "600000");
    }

    private static ConsumerRecord<byte[], byte[]> record(int key, int value) {
        return new ConsumerRecord<>("identity-lifecycle", 3, 0, new byte[key], new byte[value]);
    }

    /// As the producer reckons.
    private static int sizeOf(OutboxMessage message) {
        RecordHeaders headers = new RecordHeaders();
        message.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                message.key(),
                message.value(),
                headers.toArray());
    }
}
