package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
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

    /// What a record of it takes, as SQL.
    static final String BYTES =
            "(coalesce(length(key), 0) + coalesce(length(value), 0) + octet_length(array_to_string(headers, ' ')))";

    /// Whatever else somebody writes into the header may be an address or a secret.
    private static final String TYPE = "dev\\.hostkeysync(\\.[a-z][a-z-]{0,40}){1,3}\\.v[0-9]{1,3}";

    private DeadLetterRows() {}

    static List<DeadLetter> read(Handle tx, String where, @Nullable Object... parameters) {
        return tx.select(
                        """
                        SELECT id, state, reason, attempts, partition, "offset", first_at, last_at, replayed_at,
                            headers[array_position(headers, 'ce_type') + 1] AS type,
                            headers[array_position(headers, 'ce_id') + 1] AS event_id,
                            CASE WHEN length(key) = 36 THEN encode(key, 'escape') END AS user_id, %s AS bytes
                        FROM dead_letter %s
                        """
                                .formatted(BYTES, where),
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
                text(row, "type").filter(type -> type.matches(TYPE)),
                text(row, "event_id").flatMap(UserId::parse).map(UserId::value),
                text(row, "user_id").flatMap(UserId::parse).map(UserId::value),
                row.getLong("bytes"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
