package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.webhook.Places;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What the replicas agree on about each issuer, in PostgreSQL and by its clock.
@ApplicationScoped
class SsfIssuers {

    /// Verification events written at once: they are rare, and must not use up the pool.
    private static final int PLACES = 2;

    private final Places places = new Places(PLACES);
    private final Jdbi jdbi;

    SsfIssuers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The row of each, made if need be.
    void know(Collection<String> issuers) {
        jdbi.useHandle(handle ->
                handle.execute(
                        "INSERT INTO ssf_issuer (issuer, known_since) SELECT unnest(?), now()"
                                + " ON CONFLICT DO NOTHING",
                        (Object) issuers.toArray(String[]::new)));
    }

    /// Remembers that a verification event came.
    ///
    /// @param at when it was issued; an older one than is known changes nothing
    /// @return `false` when we have asked for one with another state
    /// @throws dev.hostkeysync.common.ProblemException 503, when too many come at once
    boolean verified(String issuer, Optional<String> state, Instant at) {
        return places.take(() -> jdbi.inTransaction(tx -> verified(tx, issuer, state, at)));
    }

    private boolean verified(Handle tx, String issuer, Optional<String> state, Instant at) {
        Optional<String> asked =
                tx.select("SELECT asked_state FROM ssf_issuer WHERE issuer = ? FOR UPDATE", issuer)
                        .mapTo(String.class)
                        .findOne();
        if (asked.isPresent() && state.isPresent() && !asked.equals(state)) {
            return false;
        }
        int _ =
                tx.execute(
                        """
                        INSERT INTO ssf_issuer AS i (issuer, known_since, verified_at)
                        VALUES (?, now(), least(?, now()))
                        ON CONFLICT (issuer) DO UPDATE
                        SET verified_at = greatest(i.verified_at, excluded.verified_at),
                            asked_state = CASE WHEN ? THEN NULL ELSE i.asked_state END
                        """,
                        issuer,
                        OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
                        state.isPresent());
        return true;
    }

    /// Whether it is time to ask for a verification, and this replica is the one to do it.
    enum Turn {
        /// Not now, or another replica's.
        NO,
        YES,
        /// It is, and the verification that was asked for before has not come.
        YES_AGAIN
    }

    /// @param state that the next verification event must have, if it is our turn
    Turn askNow(String issuer, Duration interval, String state) {
        return jdbi.inTransaction(tx -> {
            Optional<Boolean> unanswered =
                    tx.select(
                                    """
                                    SELECT asked_state IS NOT NULL FROM ssf_issuer
                                    WHERE issuer = ? AND (asked_at IS NULL OR asked_at <= now() - ?::interval)
                                    FOR UPDATE SKIP LOCKED
                                    """,
                                    issuer,
                                    interval.toString())
                            .mapTo(Boolean.class)
                            .findOne();
            if (unanswered.isEmpty()) {
                return Turn.NO;
            }
            int _ =
                    tx.execute(
                            "UPDATE ssf_issuer SET asked_at = now(), asked_state = ? WHERE issuer = ?",
                            state,
                            issuer);
            return unanswered.get() ? Turn.YES_AGAIN : Turn.YES;
        });
    }

    /// The request failed: nothing will come, and it is to be made again.
    ///
    /// @param after from now
    void askAgain(String issuer, Duration after, Duration interval) {
        jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE ssf_issuer SET asked_state = NULL, asked_at = now() + ?::interval - ?::interval"
                                + " WHERE issuer = ?",
                        after.toString(),
                        interval.toString(),
                        issuer));
    }

    /// Whether this replica is the one that fetches, for so long from now on.
    boolean lease(String issuer, UUID replica, Duration duration) {
        return jdbi.withHandle(handle ->
                handle.execute(
                                """
                                UPDATE ssf_issuer SET poller = ?, polled_until = now() + ?::interval
                                WHERE issuer = ? AND (poller IS NULL OR poller = ? OR polled_until < now())
                                """,
                                replica,
                                duration.toString(),
                                issuer,
                                replica)
                        > 0);
    }

    void release(String issuer, UUID replica) {
        jdbi.useHandle(handle ->
                handle.execute(
                        "UPDATE ssf_issuer SET poller = NULL, polled_until = NULL WHERE issuer = ? AND poller = ?",
                        issuer,
                        replica));
    }

    /// Seconds since the newest verification event of each issuer, or since it became known.
    Map<String, Double> secondsSinceVerified() {
        return jdbi.withHandle(handle -> {
            Map<String, Double> seconds = new LinkedHashMap<>();
            handle.select(
                            "SELECT issuer, extract(epoch FROM now() - coalesce(verified_at, known_since))"
                                    + " FROM ssf_issuer")
                    .map((row, _) -> Map.entry(row.getString(1), row.getDouble(2)))
                    .forEach(one -> seconds.put(one.getKey(), one.getValue()));
            return seconds;
        });
    }
}
