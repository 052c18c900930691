package dev.hostkeysync.provisioning;

import dev.hostkeysync.outbox.OutboxMessage;
import dev.hostkeysync.outbox.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A record that cannot be handled, for the topic `identity-lifecycle-dlq`: key and value as they
/// came, and headers that say why and from where. It goes through the outbox, so it is kept if and
/// only if the offset moves on.
final class DeadLetter {

    private static final Logger LOG = Logger.getLogger(DeadLetter.class);

    /// With key and headers well below Kafka's usual limit of 1 MiB: a letter that no broker takes
    /// would stop the relay.
    private static final int LONGEST = 512 * 1024;

    private static final int LONGEST_HEADER = 1024;
    private static final int MOST_HEADERS = 64;

    private DeadLetter() {}

    /// @param reason ours and free of anything from the record
    static OutboxMessage of(ConsumerRecord<byte[], byte[]> record, @Nullable String reason) {
        LOG.warnf(
                "A record of topic %s, partition %d, offset %d went to the dead letters: %s. The records after it are not"
                        + " held up; mend its sender, or replay it from the dead-letter topic",
                record.topic(), record.partition(), record.offset(), reason);
        Map<String, String> headers = headersOf(record);
        headers.put("dead-letter-reason", reason == null ? "unknown" : reason);
        headers.put("dead-letter-topic", record.topic());
        headers.put("dead-letter-partition", Integer.toString(record.partition()));
        headers.put("dead-letter-offset", Long.toString(record.offset()));
        byte[] value = record.value();
        if (value != null && value.length > LONGEST) {
            headers.put("dead-letter-truncated-from", Integer.toString(value.length));
            value = Arrays.copyOf(value, LONGEST);
        }
        return new OutboxMessage(Topic.IDENTITY_LIFECYCLE_DLQ, record.key(), headers, value);
    }

    /// The headers as text. Control characters become spaces: PostgreSQL holds no NUL, and a log
    /// line no line break.
    static Map<String, String> headersOf(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            if (headers.size() == MOST_HEADERS) {
                break;
            }
            byte[] value = header.value();
            headers.put(
                    printable(header.key()),
                    value == null ? "" : printable(new String(value, StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private static String printable(String text) {
        String shortened =
                text.length() > LONGEST_HEADER ? text.substring(0, LONGEST_HEADER) : text;
        return shortened.replaceAll("\\p{Cntrl}", " ");
    }
}
