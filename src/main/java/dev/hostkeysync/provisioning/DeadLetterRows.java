package dev.hostkeysync.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads dead letters, without their content.
final class DeadLetterRows {

    private DeadLetterRows() {}

    static List<DeadLetter> read(Handle tx, String where, @Nullable Object... parameters) {
        return tx.select(
                        """
                        SELECT id, state, reason, attempts, partition, "offset", first_at, last_at, replayed_at,
                            type, event_id, user_id, bytes
                        FROM dead_letter %s
                        """
                                .formatted(where),
                        parameters)
                .map((row, _) -> letter(row))
                .list();
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getObject("id", UUID.class),
                DeadLetterState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getInt("attempts"),
                row.getInt("partition"),
                row.getLong("offset"),
                time(row, "first_at").orElseThrow(),
                time(row, "last_at").orElseThrow(),
                time(row, "replayed_at"),
                Optional.ofNullable(row.getString("type")),
                Optional.ofNullable(row.getObject("event_id", UUID.class)),
                Optional.ofNullable(row.getObject("user_id", UUID.class)),
                row.getLong("bytes"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
