package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What became of each version of one user's key: times and reasons. The digits are not read, not
/// even sealed.
@ApplicationScoped
public class KeyHistory {

    /// One version.
    ///
    /// @param concealed whether nobody is ever shown it
    /// @param cause what asked for it, in the word of the event; empty = not known any more
    /// @param sentAt when it was first sent to Zoom
    /// @param activatedAt when Zoom confirmed it
    /// @param driftedAt when we heard that somebody else has set another one
    public record Version(
            long version,
            boolean concealed,
            Optional<String> cause,
            Instant openedAt,
            Optional<Instant> sentAt,
            Optional<Instant> activatedAt,
            Optional<Instant> driftedAt,
            Optional<Instant> retiredAt,
            Optional<RetiredAs> as) {}

    /// What asked for the version that Zoom confirmed last, in the word of the event; empty = there
    /// is none, or it is not known any more.
    public Optional<String> causeOfActive(Handle tx, UserId user) {
        return tx.select(
                        "SELECT coalesce(cause, '') FROM host_key WHERE user_id = ? AND state = 'ACTIVE'",
                        user.value())
                .mapTo(String.class)
                .findOne()
                .filter(cause -> !cause.isEmpty());
    }

    /// From the newest.
    public List<Version> of(Handle tx, UserId user, int atMost) {
        return tx.select(
                        """
                        SELECT version, concealed, cause, opened_at, sent_at, activated_at, drifted_at, retired_at, retired_as
                        FROM host_key WHERE user_id = ? ORDER BY version DESC LIMIT ?
                        """,
                        user.value(),
                        atMost)
                .map((row, _) ->
                        new Version(
                                row.getLong("version"),
                                row.getBoolean("concealed"),
                                Optional.ofNullable(row.getString("cause"))
                                        .filter(cause -> !cause.isEmpty()),
                                HostKeyRow.time(row, "opened_at").orElseThrow(),
                                HostKeyRow.time(row, "sent_at"),
                                HostKeyRow.time(row, "activated_at"),
                                HostKeyRow.time(row, "drifted_at"),
                                HostKeyRow.time(row, "retired_at"),
                                Optional.ofNullable(row.getString("retired_as"))
                                        .map(RetiredAs::valueOf)))
                .list();
    }
}
