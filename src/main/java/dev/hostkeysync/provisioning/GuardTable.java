package dev.hostkeysync.provisioning;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/// The tables `revocation_guard` and `revocation_slice`: how many revocations passed within the
/// window, whoever let them pass. By the database's clock.
///
/// A slice counts as long as a part of it is in the window, so that what passes in any time as long
/// as the window is never more than allowed.
@ApplicationScoped
class GuardTable {

    /// Bounds the rows that are read. Of ten minutes a slice is a second.
    private static final int SLICES = 600;

    /// How old the number of users may be, in seconds: counting them reads a whole table.
    private static final int SAMPLE = 60;

    /// Until the transaction ends nobody else lets revocations pass or holds them.
    void lock(Handle tx) {
        int _ = tx.select("SELECT 1 FROM revocation_guard FOR UPDATE").mapTo(Integer.class).one();
    }

    long passed(Handle tx, Duration window) {
        return tx.select(
                        """
                        SELECT coalesce(sum(passed), 0) FROM revocation_slice
                        WHERE since > clock_timestamp() - make_interval(secs => ?)
                        """,
                        reach(window))
                .mapTo(Long.class)
                .one();
    }

    /// Users for whom a key they may know is wanted, or was before the window began.
    ///
    /// @param passed within the window
    long population(Handle tx, long passed) {
        return tx.select(
                        "SELECT population FROM revocation_guard"
                                + " WHERE sampled_at > clock_timestamp() - make_interval(secs => ?)",
                        SAMPLE)
                .mapTo(Long.class)
                .findOne()
                .orElseGet(() -> sample(tx, passed));
    }

    private static long sample(Handle tx, long passed) {
        return tx.select(
                        """
                        UPDATE revocation_guard SET sampled_at = clock_timestamp(),
                            population = ? + (SELECT count(*) FROM sync_user WHERE wanted = 'KEY')
                        RETURNING population
                        """,
                        passed)
                .mapTo(Long.class)
                .one();
    }

    void letPass(Handle tx, long revocations, Duration window) {
        int _ =
                tx.execute(
                        """
                        INSERT INTO revocation_slice AS mine (since, passed)
                        VALUES (date_bin(make_interval(secs => ?), clock_timestamp(), 'epoch'), ?)
                        ON CONFLICT (since) DO UPDATE SET passed = mine.passed + excluded.passed
                        """,
                        slice(window),
                        revocations);
        int _ =
                tx.execute(
                        "DELETE FROM revocation_slice WHERE since <= clock_timestamp() - make_interval(secs => ?)",
                        reach(window));
    }

    /// The window begins anew.
    void forget(Handle tx) {
        int _ = tx.execute("DELETE FROM revocation_slice");
    }

    private static double slice(Duration window) {
        return window.toMillis() / 1000.0 / SLICES;
    }

    private static double reach(Duration window) {
        return window.toMillis() / 1000.0 + slice(window);
    }
}
