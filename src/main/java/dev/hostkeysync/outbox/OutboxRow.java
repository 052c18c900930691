package dev.hostkeysync.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A row of the outbox as the relay reads it.
///
/// @param headers name, value, name, value …
@SuppressWarnings("ArrayRecordComponent") // lives for one batch and is never compared
record OutboxRow(
        long id, String topic, byte @Nullable [] key, String[] headers, byte @Nullable [] value) {

    /// What must keep its order: the messages of one key on one topic. A message without a key has
    /// a lane of its own.
    record Lane(String topic, @Nullable ByteBuffer key, long id) {}

    Lane lane() {
        return key == null ? new Lane(topic, null, id) : new Lane(topic, ByteBuffer.wrap(key), 0);
    }

    Optional<String> header(String name) {
        for (int i = 0; i + 1 < headers.length; i += 2) {
            if (headers[i].equals(name)) {
                return Optional.of(headers[i + 1]);
            }
        }
        return Optional.empty();
    }

    /// Of key and value together.
    long bytes() {
        return (key == null ? 0L : key.length) + (value == null ? 0 : value.length);
    }

    ProducerRecord<byte @Nullable [], byte @Nullable []> toRecord() {
        ProducerRecord<byte @Nullable [], byte @Nullable []> kafka =
                new ProducerRecord<>(topic, key, value);
        for (int i = 0; i + 1 < headers.length; i += 2) {
            kafka.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return kafka;
    }
}
