package dev.hostkeysync.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A row of the outbox as the relay reads it.
///
/// @param headers name, value, name, value …
@SuppressWarnings("ArrayRecordComponent") // lives for one batch and is never compared
record OutboxRow(long id, String topic, String key, String[] headers, byte[] value) {

    ProducerRecord<byte[], byte[]> toRecord() {
        ProducerRecord<byte[], byte[]> kafka =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        for (int i = 0; i + 1 < headers.length; i += 2) {
            kafka.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return kafka;
    }
}
