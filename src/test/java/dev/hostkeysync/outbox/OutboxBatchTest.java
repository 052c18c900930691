package dev.hostkeysync.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hostkeysync.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class OutboxBatchTest {

    private final Jdbi jdbi = TestDatabase.fresh().jdbi();
    private final Outbox outbox = OutboxFixture.outbox();
    private final Broker broker = new Broker();
    private final OutboxBatch batch =
            new OutboxBatch(jdbi, broker, new RefusedMessages(new SimpleMeterRegistry()));

    @Test
    void sendsInOrderAndForgetsWhatWasSent() {
        append("zoe", "1");
        append("max", "2");

        assertThat(batch.relay()).isEqualTo(OutboxBatch.Result.SENT_ALL);

        assertThat(broker.taken).containsExactly("zoe 1", "max 2");
        assertThat(batch.relay()).isEqualTo(OutboxBatch.Result.NOTHING_TO_SEND);
    }

    @Test
    void sendsOneMessageOfAKeyAtATime() {
        append("zoe", "1");
        append("zoe", "2");
        append("max", "3");

        assertThat(batch.relay()).isEqualTo(OutboxBatch.Result.SENT);
        assertThat(broker.taken).containsExactly("zoe 1", "max 3");

        assertThat(batch.relay()).isEqualTo(OutboxBatch.Result.SENT_ALL);
        assertThat(broker.taken).containsExactly("zoe 1", "max 3", "zoe 2");
    }

    @Test
    void keepsEverythingWhenTheBrokersDoNotTakeIt() {
        append("zoe", "1");
        append("max", "2");
        broker.failsAfter = 1;

        assertThatThrownBy(batch::relay).hasMessage("the brokers are away");
        broker.failsAfter = Integer.MAX_VALUE;
        OutboxBatch.Result _ = batch.relay();

        assertThat(broker.taken).containsExactly("zoe 1", "zoe 1", "max 2");
    }

    @Test
    void takesNoMoreAtOnceThanMemoryHolds() {
        for (int letter = 0; letter < 18; letter++) {
            append("letter-" + letter, "x".repeat(512 * 1024));
        }

        assertThat(batch.relay()).isEqualTo(OutboxBatch.Result.SENT);
        assertThat(broker.taken).hasSize(16);
        assertThat(batch.relay()).isEqualTo(OutboxBatch.Result.SENT_ALL);
        assertThat(broker.taken).hasSize(18);
    }

    @Test
    void leavesTheWorkToTheReplicaThatHasIt() {
        append("zoe", "1");

        try (Handle other = jdbi.open()) {
            other.begin();
            lock(other);
            assertThat(batch.relay()).isEqualTo(OutboxBatch.Result.HELD_BY_ANOTHER_REPLICA);
            other.rollback();
        }

        assertThat(batch.relay()).isEqualTo(OutboxBatch.Result.SENT_ALL);
    }

    @Test
    void picksUpARowThatCommittedLate() {
        try (Handle slow = jdbi.open()) {
            slow.begin();
            outbox.append(slow, List.of(message("zoe", "1")));
            append("max", "2");
            OutboxBatch.Result _ = batch.relay();
            slow.commit();
        }

        OutboxBatch.Result _ = batch.relay();

        assertThat(broker.taken).containsExactly("max 2", "zoe 1");
    }

    @Test
    void carriesHeadersInTheirOrderAndTombstones() {
        jdbi.useTransaction(tx ->
                outbox.append(
                        tx,
                        List.of(
                                new OutboxMessage(
                                        Topic.IDENTITY_LIFECYCLE_DLQ,
                                        null,
                                        new java.util.LinkedHashMap<>(Map.of("reason", "none")),
                                        null))));

        OutboxBatch.Result _ = batch.relay();

        assertThat(broker.taken).containsExactly("- -");
        assertThat(broker.headers).containsExactly("reason=none");
    }

    private void append(String key, String value) {
        jdbi.useTransaction(tx -> outbox.append(tx, List.of(message(key, value))));
    }

    private static OutboxMessage message(String key, String value) {
        return OutboxMessage.of(
                Topic.HOST_KEY_EVENTS, key, Map.of(), value.getBytes(StandardCharsets.UTF_8));
    }

    private static void lock(Handle handle) {
        boolean locked =
                handle.select("SELECT pg_try_advisory_xact_lock(?)", OutboxBatch.LOCK)
                        .mapTo(Boolean.class)
                        .one();
        assertThat(locked).isTrue();
    }

    private static final class Broker implements Sender {

        private final List<String> taken = new ArrayList<>();
        private final List<String> headers = new ArrayList<>();
        private int failsAfter = Integer.MAX_VALUE;

        @Override
        public List<OutboxRow> send(Collection<OutboxRow> rows) {
            int sent = 0;
            for (OutboxRow row : rows) {
                if (sent++ == failsAfter) {
                    throw new IllegalStateException("the brokers are away");
                }
                taken.add(text(row.key()) + " " + text(row.value()));
                row.toRecord()
                        .headers()
                        .forEach(header -> headers.add(header.key() + "=" + text(header.value())));
            }
            return List.of();
        }

        private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
            return bytes == null ? "-" : new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
