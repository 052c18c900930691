package dev.hostkeysync.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Every row of every table of a database, as PostgreSQL itself writes a row as text: the embedded
/// binaries come without `pg_dump`.
///
/// `bytea` columns are written in the escape format, so that text inside them (an event waiting in
/// the outbox) is found by a plain search; unprintable bytes are octal, never six digits in a row.
public final class TableDump {

    private static final String TABLES =
            """
            SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
            WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY 1
            """;

    private TableDump() {}

    public static String of(DataSource source) {
        StringBuilder out = new StringBuilder();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET bytea_output = 'escape'");
            for (String table : strings(statement, TABLES)) {
                out.append("-- ").append(table).append('\n');
                for (String row : strings(statement, "SELECT t::text FROM " + table + " t")) {
                    out.append(row).append('\n');
                }
            }
            return out.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot dump the tables", e);
        }
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}
