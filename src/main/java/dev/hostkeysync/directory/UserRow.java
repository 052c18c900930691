package dev.hostkeysync.directory;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.UserStatus;
import dev.hostkeysync.identity.ZoomUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// A row of `directory_user` as a user.
final class UserRow implements RowMapper<DirectoryUser> {

    static final List<String> COLUMNS =
            List.of(
                    "id",
                    "user_name",
                    "external_id",
                    "email",
                    "display_name",
                    "active",
                    "zoom_user_id",
                    "eligible",
                    "active_at_zoom",
                    "status",
                    "version",
                    "document",
                    "created_at",
                    "updated_at",
                    "decided_at",
                    "profiled_at");

    static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM directory_user ";

    @Override
    public DirectoryUser map(ResultSet row, StatementContext context) throws SQLException {
        UserStatus status = UserStatus.valueOf(row.getString("status"));
        return new DirectoryUser(
                new UserId(row.getObject("id", UUID.class)),
                new Profile(
                        row.getString("user_name"),
                        Optional.ofNullable(row.getString("external_id")).map(ExternalId::new),
                        Optional.ofNullable(row.getString("email")).map(EmailAddress::new),
                        Optional.ofNullable(row.getString("display_name")),
                        row.getBoolean("active"),
                        row.getString("document")),
                Optional.ofNullable(row.getString("zoom_user_id")).map(ZoomUserId::new),
                row.getBoolean("eligible"),
                row.getBoolean("active_at_zoom"),
                status,
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                new Heard(moment(row, "decided_at"), moment(row, "profiled_at")));
    }

    private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
