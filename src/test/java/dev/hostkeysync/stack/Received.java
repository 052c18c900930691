package dev.hostkeysync.stack;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// A record as it was read from a topic, all of it as text.
///
/// @param key empty when the record has none
/// @param value empty when the record has none
public record Received(
        String topic,
        int partition,
        long offset,
        String key,
        Map<String, String> headers,
        String value) {

    static Received of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        return new Received(
                record.topic(),
                record.partition(),
                record.offset(),
                text(record.key()),
                headers,
                text(record.value()));
    }

    /// The CloudEvents type (Kafka protocol binding 1.0, binary mode), empty when there is none.
    public String type() {
        return headers.getOrDefault("ce_type", "");
    }

    public String id() {
        return headers.getOrDefault("ce_id", "");
    }

    /// Where it stands and what it is, without its value: what a failing test may print.
    public String summary() {
        return "%s-%d@%d key=%s ce_type=%s ce_id=%s"
                .formatted(topic, partition, offset, key, type(), id());
    }

    private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
