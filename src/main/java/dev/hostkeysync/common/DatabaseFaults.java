package dev.hostkeysync.common;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.stream.Stream;

/// Tells "the database is not there, or too busy" from "the statement is wrong".
public final class DatabaseFaults {

    private DatabaseFaults() {}

    /// Whether trying the same again later may help. Wrong data (SQLSTATE classes 22, 23) and wrong
    /// statements (42) never heal by waiting; everything else that comes from JDBC may: no
    /// connection (08), too many of them (53), an operator who stopped the server (57), a deadlock
    /// or a lost serialization race (40), and a pool that ran dry (no SQLSTATE).
    public static boolean mayPass(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .anyMatch(cause -> cause instanceof SQLException sql && mayPass(sql));
    }

    /// Whether the database undid the transaction for the sake of another one (a deadlock, a lost
    /// serialization race): the same again at once is likely to help.
    public static boolean wasVictim(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .anyMatch(cause ->
                        cause instanceof SQLException sql
                                && ("40P01".equals(sql.getSQLState())
                                        || "40001".equals(sql.getSQLState())));
    }

    private static boolean mayPass(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || failure instanceof SQLTransientException) {
            return true;
        }
        return !state.startsWith("22") && !state.startsWith("23") && !state.startsWith("42");
    }
}
