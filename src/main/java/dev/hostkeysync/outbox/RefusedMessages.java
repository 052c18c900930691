package dev.hostkeysync.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// The table `outbox_refused`: messages that are larger than the brokers take, until somebody
/// raises their limit and sends them again. Trying on would stop all messages for ever.
@ApplicationScoped
class RefusedMessages {

    private static final Logger LOG = Logger.getLogger(RefusedMessages.class);

    /// On copies and replays of records that are kept sealed elsewhere: these are not kept here, in
    /// the clear.
    private static final String DEAD_LETTER = "dead-letter-id";

    private final Counter refused;

    RefusedMessages(MeterRegistry metrics) {
        this.refused =
                Counter.builder("hostkeysync_outbox_refused_total")
                        .description("Messages set aside because no broker takes one so large")
                        .register(metrics);
    }

    /// The rows are still in the outbox; who calls deletes them there.
    void setAside(Handle tx, List<OutboxRow> rows) {
        for (OutboxRow row : rows) {
            Optional<String> letter = row.header(DEAD_LETTER);
            if (letter.isEmpty()) {
                int _ =
                        tx.execute(
                                """
                                INSERT INTO outbox_refused (id, topic, key, headers, value, created_at)
                                SELECT id, topic, key, headers, value, created_at FROM outbox WHERE id = ?
                                """,
                                row.id());
            }
            tx.afterCommit(() -> tell(row, letter));
        }
    }

    private void tell(OutboxRow row, Optional<String> letter) {
        refused.increment();
        LOG.errorf(
                "A message of %d bytes for topic %s is larger than the brokers take (max.message.bytes), and does not"
                        + " hold up the ones after it any more. %s",
                row.bytes(),
                row.topic(),
                letter.map(id -> "It is of dead letter " + id + ", which is kept")
                        .orElse(
                                "It is row "
                                        + row.id()
                                        + " of the table outbox_refused: raise the topic's limit, then send it with"
                                        + " deploy/sql/send-refused.sql"));
    }
}
