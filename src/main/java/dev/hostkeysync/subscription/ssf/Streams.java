package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.subscription.Subscription;
import dev.hostkeysync.subscription.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables `ssf_stream` and `ssf_removed_subject`. Every method runs in the caller's
/// transaction.
@ApplicationScoped
class Streams {

    private record Row(UUID id, Stream.Terms terms, Instant activeAt) {}

    private static final String ROW =
            "SELECT subscription_id, audience, subject_format, events_requested, active_at FROM ssf_stream";

    private final Subscriptions subscriptions;

    Streams(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /// Nobody else makes one until the transaction ends.
    void lock(Handle tx) {
        int _ = tx.execute("LOCK TABLE ssf_stream IN SHARE ROW EXCLUSIVE MODE");
    }

    /// The subscription must be there already.
    void add(Handle tx, UUID id, Stream.Terms terms, Instant now) {
        int _ =
                tx.execute(
                        """
                        INSERT INTO ssf_stream (subscription_id, audience, subject_format, events_requested, active_at)
                        VALUES (?, ?, ?, ?, ?)
                        """,
                        id,
                        terms.audience().toArray(String[]::new),
                        terms.format().name(),
                        requested(terms),
                        time(now));
    }

    void change(Handle tx, UUID id, Stream.Terms terms) {
        int _ =
                tx.execute(
                        "UPDATE ssf_stream SET subject_format = ?, events_requested = ? WHERE subscription_id = ?",
                        terms.format().name(),
                        requested(terms),
                        id);
    }

    Optional<Stream> find(Handle handle, UUID id) {
        return subscriptions.find(handle, id).flatMap(one -> joined(handle, List.of(one)));
    }

    /// As [#find], and nobody else changes or removes it until the transaction ends.
    Optional<Stream> lock(Handle tx, UUID id) {
        return subscriptions.lock(tx, id).flatMap(one -> joined(tx, List.of(one)));
    }

    /// The oldest first.
    List<Stream> list(Handle handle) {
        return join(handle, subscriptions.list(handle, Stream.KINDS));
    }

    /// The receiver was heard of. Written at most once a minute.
    void touch(Handle tx, UUID id, Instant now) {
        int _ =
                tx.execute(
                        "UPDATE ssf_stream SET active_at = ? WHERE subscription_id = ? AND active_at < ?",
                        time(now),
                        id,
                        time(now.minus(Duration.ofMinutes(1))));
    }

    /// The receiver asks for a verification.
    ///
    /// @return false when it did so less than `pause` ago
    boolean verify(Handle tx, UUID id, Instant now, Duration pause) {
        return tx.execute(
                        """
                        UPDATE ssf_stream SET verified_at = ?
                        WHERE subscription_id = ? AND (verified_at IS NULL OR verified_at <= ?)
                        """,
                        time(now),
                        id,
                        time(now.minus(pause)))
                == 1;
    }

    /// Streams that grow although nobody has been heard of since then: those that are fetched, and
    /// those that are pushed while they are paused.
    List<UUID> abandoned(Handle tx, Instant since) {
        return tx.select(
                        """
                        SELECT id FROM ssf_stream JOIN subscription ON id = subscription_id
                        WHERE active_at < ? AND state <> 'DISABLED' AND (kind = 'SSF_POLL' OR state = 'PAUSED')
                        ORDER BY id
                        """,
                        time(since))
                .mapTo(UUID.class)
                .list();
    }

    /// @param most how many a stream may have
    /// @return false when it has that many
    boolean removeSubject(Handle tx, UUID id, Subject subject, int most) {
        int changed =
                tx.execute(
                        """
                        INSERT INTO ssf_removed_subject (subscription_id, subject)
                        SELECT ?, ? WHERE (SELECT count(*) FROM ssf_removed_subject WHERE subscription_id = ?) < ?
                        ON CONFLICT DO NOTHING
                        """,
                        id,
                        subject.key(),
                        id,
                        most);
        return changed == 1 || isRemoved(tx, id, List.of(subject));
    }

    void addSubject(Handle tx, UUID id, Subject subject) {
        int _ =
                tx.execute(
                        "DELETE FROM ssf_removed_subject WHERE subscription_id = ? AND subject = ?",
                        id,
                        subject.key());
    }

    /// Whether one of these names was removed.
    boolean isRemoved(Handle handle, UUID id, Collection<Subject> names) {
        return handle.select(
                        "SELECT 1 FROM ssf_removed_subject WHERE subscription_id = ? AND subject = ANY (?) LIMIT 1",
                        id,
                        names.stream().map(Subject::key).toArray(String[]::new))
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    private Optional<Stream> joined(Handle handle, List<Subscription> one) {
        return join(handle, one).stream().findFirst();
    }

    private static List<Stream> join(Handle handle, List<Subscription> subscriptions) {
        UUID[] ids = subscriptions.stream().map(Subscription::id).toArray(UUID[]::new);
        Map<UUID, Row> rows =
                handle.select(ROW + " WHERE subscription_id = ANY (?)", (Object) ids)
                        .map((row, _) -> read(row))
                        .collect(Collectors.toMap(Row::id, Function.identity()));
        return subscriptions.stream()
                .flatMap(one ->
                        Optional.ofNullable(rows.get(one.id()))
                                .map(row -> new Stream(one, row.terms(), row.activeAt()))
                                .stream())
                .toList();
    }

    private static Row read(ResultSet row) throws SQLException {
        @Nullable Array requested = row.getArray("events_requested");
        return new Row(
                row.getObject("subscription_id", UUID.class),
                new Stream.Terms(
                        texts(row.getArray("audience")),
                        SubjectFormat.valueOf(row.getString("subject_format")),
                        requested == null ? Optional.empty() : Optional.of(texts(requested))),
                row.getObject("active_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static String @Nullable [] requested(Stream.Terms terms) {
        return terms.requested().map(types -> types.toArray(String[]::new)).orElse(null);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
