package dev.hostkeysync.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hostkeysync.testing.CapturedLogs;
import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// A message that no broker takes stops none of the others.
class OutboxRefusalTest {

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final Outbox outbox = OutboxFixture.outbox();
    private final Broker broker = new Broker();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final OutboxBatch batch = new OutboxBatch(jdbi, broker, new RefusedMessages(metrics));

    @Test
    void setsAsideWhatIsTooLargeAndSendsTheOthers() {
        append(Topic.HOST_KEY_EVENTS, "zoe", Map.of("a", "b"), "too large");
        append(Topic.HOST_KEY_EVENTS, "max", Map.of(), "1");
        append(Topic.HOST_KEY_EVENTS, "zoe", Map.of(), "2");

        try (CapturedLogs logs = CapturedLogs.everything()) {
            relayAll();

            assertThat(logs.text())
                    .contains("ERROR A message of 12 bytes for topic host-key-events is larger")
                    .contains("It is row 1 of the table outbox_refused: raise");
        }
        assertThat(broker.taken).containsExactly("max 1", "zoe 2");
        assertThat(rows("outbox")).isEmpty();
        assertThat(rows("outbox_refused")).containsExactly("1 host-key-events zoe {a,b} too large");
        assertThat(refusals()).isEqualTo(1);
    }

    @Test
    void sendsWhatWasSetAsideOnceTheLimitIsHigher() throws IOException {
        append(Topic.HOST_KEY_EVENTS, "zoe", Map.of("a", "b"), "too large");
        append(Topic.HOST_KEY_EVENTS, "max", Map.of(), "too large");
        relayAll();

        broker.limit = Integer.MAX_VALUE;
        String again = Files.readString(Path.of("deploy/sql/send-refused.sql"));
        jdbi.useHandle(handle -> handle.createScript(again).executeAsSeparateStatements());
        relayAll();

        assertThat(broker.taken).containsExactly("zoe too large", "max too large");
        assertThat(rows("outbox_refused")).isEmpty();
        assertThat(refusals()).isEqualTo(2);
    }

    @Test
    void keepsNothingInTheClearOfADeadLetterThatIsKeptSealed() {
        append(Topic.IDENTITY_LIFECYCLE_DLQ, "zoe", Map.of("dead-letter-id", "x"), "too large");

        try (CapturedLogs logs = CapturedLogs.everything()) {
            relayAll();

            assertThat(logs.text()).contains("It is of dead letter x, which is kept");
        }
        assertThat(rows("outbox")).isEmpty();
        assertThat(rows("outbox_refused")).isEmpty();
        assertThat(refusals()).isEqualTo(1);
    }

    private void relayAll() {
        while (batch.relay() != OutboxBatch.Result.NOTHING_TO_SEND) {
            assertThat(broker.calls++).isLessThan(10);
        }
    }

    private void append(Topic topic, String key, Map<String, String> headers, String value) {
        jdbi.useTransaction(tx ->
                outbox.append(
                        tx, List.of(OutboxMessage.of(topic, key, headers, value.getBytes(UTF_8)))));
    }

    private double refusals() {
        return metrics.get("hostkeysync_outbox_refused_total").counter().count();
    }

    private List<String> rows(String table) {
        return jdbi.withHandle(handle ->
                handle.select(
                                """
                                SELECT concat_ws(' ', id, topic, convert_from(key, 'UTF8'), headers::text,
                                    convert_from(value, 'UTF8')) FROM %s ORDER BY id
                                """
                                        .formatted(table))
                        .mapTo(String.class)
                        .list());
    }

    private static final class Broker implements Sender {

        private final List<String> taken = new ArrayList<>();
        private int limit = 5;
        private int calls;

        @Override
        public List<OutboxRow> send(Collection<OutboxRow> rows) {
            List<OutboxRow> refused = new ArrayList<>();
            for (OutboxRow row : rows) {
                String value = text(row.value());
                if (value.length() > limit) {
                    refused.add(row);
                } else {
                    taken.add(text(row.key()) + " " + value);
                }
            }
            return refused;
        }

        private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
            return bytes == null ? "-" : new String(bytes, UTF_8);
        }
    }
}
