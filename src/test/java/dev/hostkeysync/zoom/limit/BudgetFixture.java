package dev.hostkeysync.zoom.limit;

import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// A budget on a clock of the database's that only a test moves, for tests of others.
public final class BudgetFixture {

    private BudgetFixture() {}

    /// @param now an ISO 8601 instant
    public static Budget at(Jdbi jdbi, Limits limits, String now) {
        jdbi.useHandle(tx -> {
            tx.execute("CREATE TABLE test_clock (now timestamptz NOT NULL)");
            tx.execute("INSERT INTO test_clock VALUES (CAST(? AS timestamptz))", now);
        });
        return new Budget(jdbi, limits, () -> 0, "(SELECT now FROM test_clock)");
    }

    public static void pass(Jdbi jdbi, Duration time) {
        jdbi.useHandle(tx ->
                tx.execute(
                        "UPDATE test_clock SET now = now + make_interval(secs => ?)",
                        time.toMillis() / 1000.0));
    }
}
