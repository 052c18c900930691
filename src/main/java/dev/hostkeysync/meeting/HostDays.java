package dev.hostkeysync.meeting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;

/// The table `meeting_host_day`: how many meetings each host was made today, by all replicas.
/// Zoom's day begins at 00:00 UTC. Others may write for the same host, so Zoom's word goes before
/// ours.
final class HostDays {

    /// Counts one more.
    ///
    /// @return false when the host has had as many today
    boolean take(Handle tx, Person host, Instant now, int atMost) {
        return tx.execute(
                        """
                        INSERT INTO meeting_host_day AS d (host, day, writes) VALUES (?, ?, 1)
                        ON CONFLICT (host, day) DO UPDATE SET writes = d.writes + 1 WHERE d.writes < ?
                        """,
                        host.countedAs(),
                        day(now),
                        atMost)
                == 1;
    }

    /// The one that was taken was not used.
    void giveBack(Handle tx, Person host, Instant taken) {
        int _ =
                tx.execute(
                        "UPDATE meeting_host_day SET writes = writes - 1 WHERE host = ? AND day = ? AND writes > 0",
                        host.countedAs(),
                        day(taken));
    }

    /// Zoom says that there are no more.
    void used(Handle tx, Person host, Instant now, int atMost) {
        int _ =
                tx.execute(
                        """
                        INSERT INTO meeting_host_day AS d (host, day, writes) VALUES (?, ?, ?)
                        ON CONFLICT (host, day) DO UPDATE SET writes = greatest(d.writes, excluded.writes)
                        """,
                        host.countedAs(),
                        day(now),
                        atMost);
    }

    /// Forgets all days but this one.
    ///
    /// @return how many rows there were
    int forget(Handle tx, Instant now) {
        return tx.execute("DELETE FROM meeting_host_day WHERE day < ?", day(now));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
