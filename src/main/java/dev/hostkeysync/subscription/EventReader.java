package dev.hostkeysync.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// Reads records of the topic `host-key-events`: CloudEvents in binary mode, see
/// `META-INF/asyncapi.yaml`. What is in `data` beside the fields named here is passed on as it is.
final class EventReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHANGED = "dev.hostkeysync.host-key.changed.v1";
    private static final String FAILED = "dev.hostkeysync.host-key.failed.v1";

    private EventReader() {}

    /// @return empty for a record that is no host-key event, or one that cannot be read
    static Optional<HostKeyNews> read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return Optional.empty();
        }
        try {
            JsonNode data = JSON.readTree(value);
            String type = header(record, "ce_type");
            Optional<Change> change = change(type, data);
            if (change.isEmpty() || !data.isObject()) {
                return Optional.empty();
            }
            Event event =
                    new Event(
                            header(record, "ce_id"),
                            type,
                            // What PostgreSQL can store: the body must be the same at each attempt.
                            Instant.parse(header(record, "ce_time")).truncatedTo(ChronoUnit.MICROS),
                            header(record, "ce_subject"),
                            JSON.writeValueAsBytes(data));
            return Optional.of(
                    new HostKeyNews(event, change.get(), data.path("bulk").asBoolean(false)));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    private static Optional<Change> change(String type, JsonNode data) {
        return switch (type) {
            case CHANGED -> Change.parse(data.path("change").asText());
            case FAILED -> Optional.of(Change.FAILED);
            default -> Optional.empty();
        };
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? ""
                : new String(header.value(), StandardCharsets.UTF_8);
    }
}
