package dev.hostkeysync.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// A row of `access_token`, with its last use.
///
/// @param name how the operator called it; several tokens may share one, as while one replaces
///   another
/// @param createdBy label of the caller who made it
record StoredToken(
        UUID id,
        String name,
        Set<Scope> scopes,
        TokenHash hash,
        Instant createdAt,
        String createdBy,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<String> revokedBy,
        Optional<Instant> lastUsedAt) {

    static final class Row implements RowMapper<StoredToken> {

        @Override
        public StoredToken map(ResultSet row, StatementContext context) throws SQLException {
            return new StoredToken(
                    row.getObject("id", UUID.class),
                    row.getString("name"),
                    scopes((String[]) row.getArray("scopes").getArray()),
                    TokenHash.ofBytes(row.getBytes("sha256")),
                    instant(row, "created_at").orElseThrow(),
                    row.getString("created_by"),
                    instant(row, "expires_at"),
                    instant(row, "revoked_at"),
                    Optional.ofNullable(row.getString("revoked_by")),
                    instant(row, "last_used_at"));
        }

        // A newer release may have written a scope that this one does not know: it gives nothing.
        private static Set<Scope> scopes(String[] names) {
            return Arrays.stream(names)
                    .map(Scope::parse)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
            @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
        }
    }

    TokenEntry entry() {
        return new TokenEntry(
                id, hash, new Caller(name, Optional.of(id), scopes, Optional.empty()), expiresAt);
    }
}
