package dev.hostkeysync.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The table `subscription`. Every method runs in the caller's transaction.
@ApplicationScoped
public class Subscriptions {

    /// How many there may be, of all kinds together: each event is compared with all of them.
    public static final int MOST = 100;

    /// Between two probes of one that fails.
    static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    private static final RowMapper<Subscription> ROW = (row, _) -> read(row);

    /// Adds one; false when there are [#MOST] already.
    public boolean add(Handle tx, Subscription one) {
        return tx.execute(
                        """
                        INSERT INTO subscription (id, kind, url, description, changes, include_bulk, state, state_reason,
                            state_since, created_at, created_by)
                        SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                        WHERE (SELECT count(*) FROM subscription) < ?
                        """,
                        one.id(),
                        one.kind().name(),
                        one.url().map(URI::toString).orElse(null),
                        one.description(),
                        labels(one.filter()),
                        one.filter().includeBulk(),
                        one.status().state().name(),
                        one.status().reason().orElse(null),
                        Rows.time(one.status().since()),
                        Rows.time(one.createdAt()),
                        one.createdBy(),
                        MOST)
                == 1;
    }

    /// Changes address, description and filter.
    public void change(Handle tx, UUID id, Optional<URI> url, String description, Filter filter) {
        int _ =
                tx.execute(
                        """
                        UPDATE subscription SET url = ?, description = ?, changes = ?, include_bulk = ?, probe_at = '-infinity'
                        WHERE id = ?
                        """,
                        url.map(URI::toString).orElse(null),
                        description,
                        labels(filter),
                        filter.includeBulk(),
                        id);
    }

    /// Is pushed from now on, or fetched.
    ///
    /// @param url empty for a kind that is fetched
    public void become(Handle tx, UUID id, Kind kind, Optional<URI> url) {
        int _ =
                tx.execute(
                        "UPDATE subscription SET kind = ?, url = ? WHERE id = ?",
                        kind.name(),
                        url.map(URI::toString).orElse(null),
                        id);
    }

    /// Moves to another state. From DISABLED to another the time between is noted as missed; the
    /// deliveries that wait are due at once.
    ///
    /// @param reason shown to operators; needed for DISABLED
    /// @return false when it was in that state already, or is not there
    public boolean move(Handle tx, UUID id, State state, Optional<String> reason, Instant now) {
        int changed =
                tx.createUpdate(
                                """
                                UPDATE subscription SET state = :state, state_reason = :reason, state_since = :now,
                                    missed_from = CASE WHEN state = 'DISABLED' THEN coalesce(missed_from, state_since)
                                        ELSE missed_from END,
                                    missed_to = CASE WHEN state = 'DISABLED' THEN :now ELSE missed_to END,
                                    failing_since = CASE WHEN :state = 'ENABLED' THEN NULL ELSE failing_since END,
                                    held_until = '-infinity', probe_at = '-infinity'
                                WHERE id = :id AND state <> :state
                                """)
                        .bind("id", id)
                        .bind("state", state.name())
                        .bind("reason", reason.orElse(null))
                        .bind("now", Rows.time(now))
                        .execute();
        return changed == 1;
    }

    public boolean remove(Handle tx, UUID id) {
        return tx.execute("DELETE FROM subscription WHERE id = ?", id) == 1;
    }

    public Optional<Subscription> find(Handle handle, UUID id) {
        return handle.select("SELECT * FROM subscription WHERE id = ?", id).map(ROW).findOne();
    }

    /// The same, and nobody else changes or removes it until the transaction ends.
    public Optional<Subscription> lock(Handle tx, UUID id) {
        return tx.select("SELECT * FROM subscription WHERE id = ? FOR UPDATE", id)
                .map(ROW)
                .findOne();
    }

    /// Those of these kinds, the oldest first.
    public List<Subscription> list(Handle handle, Collection<Kind> kinds) {
        String[] names = kinds.stream().map(Kind::name).toArray(String[]::new);
        return handle.select(
                        "SELECT * FROM subscription WHERE kind = ANY (?) ORDER BY created_at, id",
                        (Object) names)
                .map(ROW)
                .list();
    }

    /// Those for whom deliveries may be written, locked against removal: a webhook that is disabled
    /// still gets what happened before that. A stream that is disabled has nothing kept for it (SSF
    /// 1.0 section 8.1.2).
    List<Subscription> listening(Handle tx) {
        return tx.select(
                        """
                        SELECT * FROM subscription WHERE state <> 'DISABLED' OR kind = 'WEBHOOK'
                        ORDER BY id FOR KEY SHARE
                        """)
                .map(ROW)
                .list();
    }

    /// A delivery got through. Written at most once a minute, so that this row is no bottleneck.
    void succeeded(Handle tx, UUID id) {
        int _ =
                tx.execute(
                        """
                        UPDATE subscription SET last_success_at = now(), failing_since = NULL
                        WHERE id = ? AND (failing_since IS NOT NULL OR last_success_at IS NULL
                            OR last_success_at < now() - interval '1 minute')
                        """,
                        id);
    }

    /// A delivery did not get through. The next probe waits half as long as nothing has got through
    /// so far: from a second to [#LONGEST_BACKOFF].
    void failed(Handle tx, UUID id, String failure) {
        int _ =
                tx.execute(
                        """
                        UPDATE subscription SET failing_since = coalesce(failing_since, now()), last_failure = ?,
                            probe_at = now() + least(make_interval(secs => ?),
                                greatest(interval '1 second', (now() - failing_since) / 2))
                        WHERE id = ?
                        """,
                        failure,
                        (double) LONGEST_BACKOFF.toSeconds(),
                        id);
    }

    /// The receiver is there, and one delivery is not to its liking.
    void refused(Handle tx, UUID id, String failure) {
        int _ = tx.execute("UPDATE subscription SET last_failure = ? WHERE id = ?", failure, id);
    }

    /// Nothing is sent for so long.
    void hold(Handle tx, UUID id, Duration time) {
        int _ =
                tx.execute(
                        "UPDATE subscription SET held_until = now() + make_interval(secs => ?) WHERE id = ?",
                        (double) time.toSeconds(),
                        id);
    }

    /// Whether it is enabled, and for so long everything that was tried has failed.
    boolean isDead(Handle tx, UUID id, Duration patience) {
        return tx.select(
                        """
                        SELECT 1 FROM subscription WHERE id = ? AND state = 'ENABLED'
                        AND failing_since < now() - make_interval(secs => ?)
                        """,
                        id,
                        (double) patience.toSeconds())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// The missed time was made up for, if this span covers it.
    void forgetMissed(Handle tx, UUID id, Span replayed) {
        int _ =
                tx.execute(
                        """
                        UPDATE subscription SET missed_from = NULL, missed_to = NULL
                        WHERE id = ? AND missed_from >= ? AND missed_to <= ?
                        """,
                        id,
                        Rows.time(replayed.from()),
                        Rows.time(replayed.to()));
    }

    private static String[] labels(Filter filter) {
        return filter.changes().stream().map(Change::label).sorted().toArray(String[]::new);
    }

    private static Subscription read(ResultSet row) throws SQLException {
        @Nullable String url = row.getString("url");
        return new Subscription(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(url).map(URI::create),
                row.getString("description"),
                new Filter(
                        changes((String[]) row.getArray("changes").getArray()),
                        row.getBoolean("include_bulk")),
                new Subscription.Status(
                        State.valueOf(row.getString("state")),
                        Optional.ofNullable(row.getString("state_reason")),
                        Rows.instant(row, "state_since")),
                Rows.instant(row, "created_at"),
                row.getString("created_by"),
                new Subscription.Health(
                        Rows.optionalInstant(row, "last_success_at"),
                        Rows.optionalInstant(row, "failing_since"),
                        Optional.ofNullable(row.getString("last_failure")),
                        missed(row)));
    }

    // A newer release may have written a word that this one does not know: it lets nothing through.
    private static Set<Change> changes(String[] labels) {
        return Arrays.stream(labels)
                .map(Change::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Change.class)));
    }

    private static Optional<Span> missed(ResultSet row) throws SQLException {
        Optional<Instant> from = Rows.optionalInstant(row, "missed_from");
        Optional<Instant> to = Rows.optionalInstant(row, "missed_to");
        return from.isPresent() && to.isPresent()
                ? Optional.of(new Span(from.get(), to.get()))
                : Optional.empty();
    }
}
