package dev.hostkeysync.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// How full the outbox is.
@ApplicationScoped
public class OutboxLevels {

    /// @param rows messages that are committed and not yet on Kafka
    /// @param oldestSeconds age of the oldest of them; 0 = there is none
    public record Level(long rows, double oldestSeconds) {

        public static final Level EMPTY = new Level(0, 0);
    }

    private final Jdbi jdbi;

    OutboxLevels(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Reads it now.
    public Level read() {
        return jdbi.withHandle(handle ->
                handle.select(
                                "SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0)"
                                        + " FROM outbox")
                        .map((row, _) -> new Level(row.getLong(1), row.getDouble(2)))
                        .one());
    }
}
