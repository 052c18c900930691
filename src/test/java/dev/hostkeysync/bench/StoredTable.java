package dev.hostkeysync.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/// Puts users straight into `directory_user`, as copies of one that the service has stored itself,
/// so that they look like all others.
final class StoredTable {

    private static final int AT_ONCE = 100_000;

    private final DataSource source;

    StoredTable(DataSource source) {
        this.source = source;
    }

    /// @param pattern the user name of the one who is there
    /// @param from the first number
    /// @param to behind the last number
    void fill(String pattern, int from, int to) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            statement.execute("SET maintenance_work_mem = '256MB'");
            // Made anew in one go they cost a fraction of what row by row does.
            Map<String, String> indexes = to - from > AT_ONCE ? dropIndexes(statement) : Map.of();
            for (int first = from; first < to; first += AT_ONCE) {
                statement.execute(copies(pattern, first, Math.min(to, first + AT_ONCE) - 1));
            }
            for (String definition : indexes.values()) {
                statement.execute(definition);
            }
            // As the server itself would have, long before there were so many.
            statement.execute("VACUUM (ANALYZE) directory_user");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill directory_user", e);
        }
    }

    void forget(String userName) {
        new ServiceDatabase(source)
                .execute("DELETE FROM directory_user WHERE user_name = '" + userName + "'");
    }

    private static Map<String, String> dropIndexes(Statement statement) throws SQLException {
        Map<String, String> indexes = new LinkedHashMap<>();
        try (ResultSet rows =
                statement.executeQuery(
                        """
                        SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
                        WHERE indrelid = 'directory_user'::regclass AND NOT indisprimary
                        """)) {
            while (rows.next()) {
                indexes.put(rows.getString(1), rows.getString(2));
            }
        }
        for (String index : indexes.keySet()) {
            statement.execute("DROP INDEX " + index);
        }
        return indexes;
    }

    private static String copies(String pattern, int first, int last) {
        return """
        INSERT INTO directory_user (id, user_name, user_name_key, external_id, email, email_key, display_name,
            active, zoom_user_id, status, version, document, created_at, updated_at)
        SELECT %1$s, replace(t.user_name, %2$s), replace(t.user_name_key, %2$s), replace(t.external_id, %2$s),
            replace(t.email, %2$s), replace(t.email_key, %2$s), replace(t.display_name, %2$s), t.active,
            t.zoom_user_id, t.status, t.version, replace(t.document::text, %2$s)::jsonb,
            t.created_at - interval '1 day' + n * interval '1 millisecond',
            t.updated_at - interval '1 day' + n * interval '1 millisecond'
        FROM directory_user t, generate_series(%3$d, %4$d) n
        WHERE t.user_name = '%5$s'
        """
                .formatted(
                        StoredUsers.SQL_ID,
                        "'" + StoredUsers.MARK + "', lpad(n::text, 8, '0')",
                        first,
                        last,
                        pattern);
    }
}
