package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/// Tells a host key that somebody else set at Zoom from one of ours, which Zoom tells us too.
final class Drift {

    private static final Logger LOG = Logger.getLogger(Drift.class);

    /// How far Zoom's clock may be behind ours, and how long a call takes from Zoom to our record
    /// of it: within it nobody can tell which of two changes came last, and the answer is the safe
    /// one.
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    /// A call of ours may reach Zoom so long after a later one.
    private static final Duration STRAGGLER = Duration.ofMinutes(2);

    /// Around a call of ours a change without digits is taken for ours.
    private static final Duration AROUND = Duration.ofMinutes(5);

    private final HostKeySealer sealer;

    Drift(HostKeySealer sealer) {
        this.sealer = sealer;
    }

    boolean isDrift(Handle tx, UserId user, Optional<HostKeyDigits> reported, Instant at) {
        List<Version> versions = versions(tx, user);
        if (versions.stream().noneMatch(version -> version.mayBeInForce(at))) {
            return false;
        }
        boolean ours = false;
        for (Version version : versions) {
            // No early end: how long this takes tells nothing.
            ours |=
                    reported.map(digits -> version.explains(at) && holds(user, version, digits))
                            .orElseGet(() -> version.wasSetAround(at));
        }
        return !ours;
    }

    Set<UserId> mark(Handle tx, Map<UserId, Instant> heardAt) {
        if (heardAt.isEmpty()) {
            return Set.of();
        }
        List<UserId> users = List.copyOf(heardAt.keySet());
        String sql =
                """
                UPDATE host_key h SET drifted_at = coalesce(h.drifted_at, heard.at::timestamptz)
                FROM unnest(:users, :times) AS heard (user_id, at)
                WHERE h.user_id = heard.user_id
                    AND (h.state = 'ACTIVE' AND coalesce(h.sent_at, h.activated_at) <= heard.at::timestamptz
                        OR h.state = 'PENDING' AND h.sent_at <= heard.at::timestamptz)
                RETURNING h.user_id
                """;
        return new HashSet<>(
                tx.createQuery(sql)
                        .bindArray("users", UUID.class, users.stream().map(UserId::value).toList())
                        .bindArray(
                                "times",
                                String.class,
                                users.stream()
                                        .map(user -> String.valueOf(heardAt.get(user)))
                                        .toList())
                        .map((row, _) -> new UserId(row.getObject("user_id", UUID.class)))
                        .list());
    }

    private boolean holds(UserId user, Version version, HostKeyDigits digits) {
        try {
            return version.sealed()
                    .filter(sealed -> sealer.open(user, version.number(), sealed).equals(digits))
                    .isPresent();
        } catch (UnreadableHostKey e) {
            LOG.warnf(
                    "%s. A host key that Zoom reports of this user is taken for somebody else's",
                    e.getMessage());
            return false;
        }
    }

    private static List<Version> versions(Handle tx, UserId user) {
        return tx.select(
                        HostKeyRow.SELECT
                                + " WHERE h.user_id = ? AND (h.state <> 'RETIRED' OR h.sealed IS"
                                + " NOT NULL)",
                        user.value())
                .map((row, _) -> Version.of(row))
                .list();
    }

    private record Version(
            long number,
            HostKeyState state,
            Optional<SealedDigits> sealed,
            Optional<Instant> sentAt,
            Optional<Instant> activatedAt,
            Optional<Instant> retiredAt) {

        static Version of(ResultSet row) throws SQLException {
            return new Version(
                    row.getLong("version"),
                    HostKeyState.valueOf(row.getString("state")),
                    HostKeyRow.sealed(row),
                    HostKeyRow.time(row, "sent_at"),
                    HostKeyRow.time(row, "activated_at"),
                    HostKeyRow.time(row, "retired_at"));
        }

        /// Whether it is one that a change at this time may have put out of force.
        boolean mayBeInForce(Instant at) {
            return switch (state) {
                // From the call on, which Zoom obeys before we record that it did.
                case ACTIVE ->
                        sentAt.or(() -> activatedAt)
                                .filter(since -> !isLongBefore(at, since))
                                .isPresent();
                case PENDING -> sentAt.filter(since -> !isLongBefore(at, since)).isPresent();
                case RETIRED -> false;
            };
        }

        /// Whether its digits at Zoom can come from us.
        boolean explains(Instant at) {
            return switch (state) {
                case ACTIVE -> true;
                case PENDING -> sentAt.isPresent();
                case RETIRED ->
                        retiredAt.filter(end -> !at.isAfter(end.plus(STRAGGLER))).isPresent();
            };
        }

        boolean wasSetAround(Instant at) {
            Optional<Instant> from = sentAt.or(() -> activatedAt);
            Optional<Instant> to = activatedAt.or(() -> retiredAt);
            return from.filter(start -> !at.isBefore(start.minus(AROUND))).isPresent()
                    && to.filter(end -> at.isAfter(end.plus(AROUND))).isEmpty();
        }

        private static boolean isLongBefore(Instant at, Instant since) {
            return at.isBefore(since.minus(CLOCKS));
        }
    }
}
