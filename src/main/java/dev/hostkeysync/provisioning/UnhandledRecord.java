package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.ScrubbedFailure;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.outbox.OutboxMessage;
import dev.hostkeysync.outbox.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A record that cannot be handled: what of it is kept, and its copy for the topic
/// `identity-lifecycle-dlq`: key and value as they came, and headers that say why and from where.
///
/// @param headers as text, without those that we put on dead letters ourselves
/// @param reason ours and free of anything from the record
/// @param cause what of ours failed; none where the record was not even read
record UnhandledRecord(
        ConsumerRecord<byte[], byte[]> record,
        Map<String, String> headers,
        String reason,
        Optional<ScrubbedFailure> cause) {

    private static final Logger LOG = Logger.getLogger(UnhandledRecord.class);

    /// On the record of a replay: which letter it is.
    static final String ID = "dead-letter-id";

    private static final String OURS = "dead-letter-";

    /// Whatever else somebody writes into the header may be an address or a secret.
    private static final String TYPE = "dev\\.hostkeysync(\\.[a-z][a-z-]{0,40}){1,3}\\.v[0-9]{1,3}";

    /// Key, value and headers together stay below Kafka's usual limit of 1 MiB: headers take 384
    /// KiB at most, three bytes for each character of their names and values.
    private static final int LONGEST_VALUE = 512 * 1024;

    private static final int LONGEST_KEY = 32 * 1024;
    private static final int LONGEST_HEADER = 1024;
    private static final int MOST_HEADERS = 64;

    static UnhandledRecord of(ConsumerRecord<byte[], byte[]> record, @Nullable String reason) {
        return of(record, reason == null ? "unknown" : reason, Optional.empty());
    }

    /// It was read, but something of ours failed with it.
    static UnhandledRecord of(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        return of(
                record,
                "could not be applied: " + ScrubbedFailure.reasonOf(failure),
                Optional.of(ScrubbedFailure.of(failure)));
    }

    private static UnhandledRecord of(
            ConsumerRecord<byte[], byte[]> record, String reason, Optional<ScrubbedFailure> cause) {
        Map<String, String> headers = headersOf(record);
        boolean _ = headers.keySet().removeIf(name -> name.startsWith(OURS));
        return new UnhandledRecord(record, headers, reason, cause);
    }

    /// Where the record lies. The timestamp tells it from a record of a topic that was made anew.
    String place() {
        return record.partition() + "@" + record.offset() + "@" + record.timestamp();
    }

    DeadContent content() {
        return new DeadContent(record.key(), headers, record.value());
    }

    /// The CloudEvents type, where it looks like one of ours.
    Optional<String> type() {
        return Optional.ofNullable(headers.get("ce_type")).filter(type -> type.matches(TYPE));
    }

    Optional<UUID> eventId() {
        return Optional.ofNullable(headers.get("ce_id")).flatMap(UserId::parse).map(UserId::value);
    }

    Optional<UUID> userId() {
        byte[] key = record.key();
        return key == null
                ? Optional.empty()
                : UserId.parse(new String(key, StandardCharsets.UTF_8)).map(UserId::value);
    }

    /// The letter that the record is a replay of.
    Optional<UUID> replayOf() {
        return replayOf(headersOf(record));
    }

    static Optional<UUID> replayOf(Map<String, String> headers) {
        return Optional.ofNullable(headers.get(ID)).flatMap(UserId::parse).map(UserId::value);
    }

    void tell(UUID id, int attempts) {
        LOG.warnf(
                cause.orElse(null),
                "A record of topic %s, partition %d, offset %d became dead letter %s (attempt %d): %s. The records"
                        + " after it are not held up; mend its sender or this service, then replay it at"
                        + " /api/v1/dead-letters",
                record.topic(),
                record.partition(),
                record.offset(),
                id,
                attempts,
                reason);
    }

    /// It goes through the outbox, so it is kept if and only if the offset moves on.
    OutboxMessage copy(UUID id) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(ID, id.toString());
        all.put("dead-letter-reason", reason);
        all.put("dead-letter-topic", record.topic());
        all.put("dead-letter-partition", Integer.toString(record.partition()));
        all.put("dead-letter-offset", Long.toString(record.offset()));
        return new OutboxMessage(
                Topic.IDENTITY_LIFECYCLE_DLQ,
                cut(record.key(), LONGEST_KEY, "dead-letter-key-truncated-from", all),
                all,
                cut(record.value(), LONGEST_VALUE, "dead-letter-truncated-from", all));
    }

    /// @param note the header that says how long it was
    private static byte @Nullable [] cut(
            byte @Nullable [] part, int longest, String note, Map<String, String> headers) {
        if (part == null || part.length <= longest) {
            return part;
        }
        headers.put(note, Integer.toString(part.length));
        return Arrays.copyOf(part, longest);
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
