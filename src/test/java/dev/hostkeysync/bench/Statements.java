package dev.hostkeysync.bench;

import dev.hostkeysync.stack.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What PostgreSQL was asked to do, counted by `pg_stat_statements`.
record Statements(PostgresServer server) {

    private static final int SHOWN = 25;

    private static final String TOP =
            """
            SELECT calls, total_exec_time, wal_bytes, regexp_replace(query, '\\s+', ' ', 'g')
            FROM pg_stat_statements JOIN pg_roles ON pg_roles.oid = userid
            WHERE rolname = '%s' ORDER BY total_exec_time DESC
            """
                    .formatted(PostgresServer.ROLE);

    /// Restarts the server with the extension.
    static void enable(PostgresServer server) {
        Statements statements = new Statements(server);
        statements.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
        server.stop();
        server.restart();
        statements.execute("CREATE EXTENSION pg_stat_statements");
    }

    void reset() {
        execute("SELECT pg_stat_statements_reset()");
        execute("SELECT pg_stat_reset_shared('wal')");
    }

    /// One line per statement, the most expensive first.
    List<String> top(long things, String thing) {
        List<String> lines = new ArrayList<>();
        long calls = 0;
        double millis = 0;
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TOP)) {
            while (row.next()) {
                calls += row.getLong(1);
                millis += row.getDouble(2);
                if (lines.size() < SHOWN) {
                    lines.add(
                            "  %6.2f calls %7.4f ms %6.0f B WAL  %s"
                                    .formatted(
                                            (double) row.getLong(1) / things,
                                            row.getDouble(2) / things,
                                            row.getDouble(3) / things,
                                            shortened(row.getString(4))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        lines.addFirst(
                "PostgreSQL per %s: %.2f statements, %.3f ms in the executor; %s"
                        .formatted(thing, (double) calls / things, millis / things, wal(things)));
        return lines;
    }

    private String wal(long things) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT wal_bytes, wal_fpi, wal_sync FROM pg_stat_wal")) {
            row.next();
            return String.format(
                    Locale.ROOT,
                    "WAL %.0f bytes, %.2f page images, %.2f syncs",
                    row.getDouble(1) / things,
                    row.getDouble(2) / things,
                    row.getDouble(3) / things);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shortened(String sql) {
        return sql.length() <= 110 ? sql : sql.substring(0, 110) + " …";
    }

    private void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    // As the superuser, who alone may see what others asked.
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "");
    }
}
