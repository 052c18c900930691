package dev.hostkeysync.directory;

import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.GroupId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// A row of `directory_group` as a group.
final class GroupRow implements RowMapper<DirectoryGroup> {

    static final List<String> COLUMNS =
            List.of(
                    "id",
                    "display_name",
                    "external_id",
                    "version",
                    "document",
                    "created_at",
                    "updated_at");

    static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM directory_group ";

    @Override
    public DirectoryGroup map(ResultSet row, StatementContext context) throws SQLException {
        return new DirectoryGroup(
                new GroupId(row.getObject("id", UUID.class)),
                new GroupProfile(
                        row.getString("display_name"),
                        Optional.ofNullable(row.getString("external_id")).map(ExternalId::new),
                        row.getString("document")),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
