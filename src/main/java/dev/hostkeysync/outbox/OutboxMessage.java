package dev.hostkeysync.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message for Kafka.
///
/// @param key decides partition and order: messages of one key reach the topic in the order they
///   were appended
/// @param headers in the order they shall have on the record
/// @param value `null` for a tombstone
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record OutboxMessage(
        Topic topic, byte @Nullable [] key, Map<String, String> headers, byte @Nullable [] value) {

    public static OutboxMessage of(
            Topic topic, String key, Map<String, String> headers, byte[] value) {
        return new OutboxMessage(topic, key.getBytes(StandardCharsets.UTF_8), headers, value);
    }

    @Override
    public String toString() {
        return "OutboxMessage[" + topic + "]";
    }
}
