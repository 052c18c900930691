package dev.hostkeysync.outbox;

import java.util.Map;

/// One message for Kafka.
///
/// @param key decides partition and order: messages of one key reach the topic in the order they
///   were appended
/// @param headers in the order they shall have on the record
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record OutboxMessage(Topic topic, String key, Map<String, String> headers, byte[] value) {

    @Override
    public String toString() {
        return "OutboxMessage[" + topic + ", key " + key + ", " + value.length + " bytes]";
    }
}
