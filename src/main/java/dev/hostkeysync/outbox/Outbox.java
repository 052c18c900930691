package dev.hostkeysync.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Where a message is left so that it is sent if, and only if, the transaction around it commits.
@ApplicationScoped
public class Outbox {

    private final OutboxConfig config;
    private final RelayBell bell;

    Outbox(OutboxConfig config, RelayBell bell) {
        this.config = config;
        this.bell = bell;
    }

    /// Appends in the caller's transaction. The caller holds the lock of whatever the key stands
    /// for, so that rows of one key get their ids in the order of their commits.
    public void append(Handle tx, Collection<OutboxMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedBatch batch =
                tx.prepareBatch(
                        "INSERT INTO outbox (topic, key, headers, value) VALUES (?, ?, ?, ?)")) {
            for (OutboxMessage message : messages) {
                batch.add(
                        message.topic().name(config.prefix().orElse("")),
                        message.key(),
                        flat(message.headers()),
                        message.value());
            }
            int[] _ = batch.execute();
        }
        tx.afterCommit(bell::ring);
    }

    private static String[] flat(Map<String, String> headers) {
        return headers.entrySet().stream()
                .flatMap(header -> List.of(header.getKey(), header.getValue()).stream())
                .toArray(String[]::new);
    }
}
