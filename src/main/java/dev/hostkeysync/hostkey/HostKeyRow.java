package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads a row of the table `host_key`. What a state must have is checked by the table.
final class HostKeyRow implements RowMapper<HostKey> {

    static final String SELECT =
            """
            SELECT h.user_id, h.version, h.state, h.concealed, h.sealed, h.seal_key_id, h.opened_at, h.sent_at,
                h.activated_at, h.retired_at, h.retired_as, h.drifted_at
            FROM host_key h
            """;

    /// @param sql a query over these columns with the parameter `users`
    static List<HostKey> select(Handle tx, String sql, Collection<UserId> users) {
        return tx.createQuery(sql)
                .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                .map(new HostKeyRow())
                .list();
    }

    @Override
    public HostKey map(ResultSet row, StatementContext context) throws SQLException {
        UserId userId = new UserId(row.getObject("user_id", UUID.class));
        long version = row.getLong("version");
        boolean concealed = row.getBoolean("concealed");
        Optional<SealedDigits> sealed = sealed(row);
        Instant openedAt = time(row, "opened_at").orElseThrow();
        Optional<Instant> activatedAt = time(row, "activated_at");
        return switch (HostKeyState.valueOf(row.getString("state"))) {
            case PENDING ->
                    new HostKey.Pending(
                            userId,
                            version,
                            concealed,
                            sealed.orElseThrow(),
                            openedAt,
                            time(row, "sent_at").isPresent(),
                            time(row, "drifted_at"));
            case ACTIVE ->
                    new HostKey.Active(
                            userId,
                            version,
                            concealed,
                            sealed.orElseThrow(),
                            openedAt,
                            activatedAt.orElseThrow(),
                            time(row, "drifted_at"));
            case RETIRED ->
                    new HostKey.Retired(
                            userId,
                            version,
                            concealed,
                            sealed,
                            openedAt,
                            activatedAt,
                            time(row, "retired_at").orElseThrow(),
                            RetiredAs.valueOf(row.getString("retired_as")));
        };
    }

    static Optional<SealedDigits> sealed(ResultSet row) throws SQLException {
        byte @Nullable [] ciphertext = row.getBytes("sealed");
        return ciphertext == null
                ? Optional.empty()
                : Optional.of(new SealedDigits(ciphertext, row.getInt("seal_key_id")));
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
