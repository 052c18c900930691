package dev.hostkeysync.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/// What the measurements ask of the service's tables.
record ServiceDatabase(DataSource source) {

    private static final long LOOK_AGAIN_MILLIS = 100;

    /// Committed events that are not on the topic yet.
    long outboxRows() {
        return number("SELECT count(*) FROM outbox");
    }

    /// Users for whom something is left to do.
    long pendingUsers() {
        return number("SELECT count(*) FROM sync_user WHERE due_at IS NOT NULL");
    }

    /// What a table takes on the disk, with its indexes.
    long bytes(String table) {
        return number("SELECT pg_total_relation_size('" + table + "')");
    }

    /// Nobody gets a key from now on, as after a refusal of the whole account.
    void hold() {
        execute("UPDATE zoom_budget SET held_until = 'infinity', held_reason = 'bench'");
    }

    void release() {
        execute("UPDATE zoom_budget SET held_until = '-infinity', held_reason = NULL");
    }

    /// @param seconds from the moment asked for to the last key
    /// @param fromFirst seconds from the first key to the last
    record Activations(long keys, double seconds, double fromFirst) {}

    /// The keys that became active after a moment, which is [#now] of earlier.
    Activations activationsSince(double epoch) {
        String since = "to_timestamp(" + epoch + ")";
        return new Activations(
                number("SELECT count(*) FROM host_key WHERE activated_at > " + since),
                fraction(
                        "SELECT extract(epoch FROM max(activated_at) - %s) FROM host_key"
                                .formatted(since)),
                fraction(
                        "SELECT extract(epoch FROM max(activated_at) - min(activated_at)) FROM host_key"
                                + " WHERE activated_at > "
                                + since));
    }

    /// Seconds since 1970.
    double now() {
        return fraction("SELECT extract(epoch FROM clock_timestamp())");
    }

    /// @return whether it came true in time
    static boolean await(Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) {
        return (long) fraction(sql);
    }

    private double fraction(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
