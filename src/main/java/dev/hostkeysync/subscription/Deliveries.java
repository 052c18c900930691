package dev.hostkeysync.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The table `subscription_delivery`: what is left to tell whom. Every method runs in the caller's
/// transaction; all times are the database's, so that the clocks of replicas do not matter.
@ApplicationScoped
public class Deliveries {

    /// Tells a receiver that the stream was stopped, so it goes out although it was.
    public static final String STREAM_UPDATED =
            "https://schemas.openid.net/secevent/ssf/event-type/stream-updated";

    private static final String EVENT = "event_id, type, occurred_at, subject, data";

    /// Writes a delivery of each event for the subscription; one that is there already stays as it
    /// is.
    ///
    /// @return how many are new
    public int add(Handle tx, UUID subscription, List<Event> events) {
        return add(tx, subscription, events, "ON CONFLICT DO NOTHING");
    }

    /// The same, and those that failed for good are tried anew.
    ///
    /// @return how many are new or revived
    int addAgain(Handle tx, UUID subscription, List<Event> events) {
        return add(
                tx,
                subscription,
                events,
                """
                ON CONFLICT (subscription_id, event_id) DO UPDATE
                SET due_at = now(), failed_at = NULL, attempts = 0, created_at = now() WHERE mine.failed_at IS NOT NULL
                """);
    }

    private static int add(Handle tx, UUID subscription, List<Event> events, String conflict) {
        if (events.isEmpty()) {
            return 0;
        }
        return tx.createUpdate(
                        """
                        INSERT INTO subscription_delivery AS mine
                            (subscription_id, event_id, type, occurred_at, subject, data)
                        SELECT :subscription, id, type, at::timestamptz, subject, data
                        FROM unnest(:ids, :types, :times, :subjects, :data)
                            WITH ORDINALITY AS told (id, type, at, subject, data, place)
                        ORDER BY place
                        """
                                + conflict)
                .bind("subscription", subscription)
                .bindArray("ids", String.class, events.stream().map(Event::id).toList())
                .bindArray("types", String.class, events.stream().map(Event::type).toList())
                .bindArray(
                        "times",
                        String.class,
                        events.stream().map(event -> event.occurredAt().toString()).toList())
                .bindArray("subjects", String.class, events.stream().map(Event::subject).toList())
                .bindArray("data", String.class, events.stream().map(Deliveries::text).toList())
                .execute();
    }

    /// What waits for a receiver who fetches, the oldest first. It stays until it is acknowledged.
    public List<Event> waiting(Handle handle, UUID subscription, int atMost) {
        return handle.select(
                        "SELECT "
                                + EVENT
                                + " FROM subscription_delivery WHERE subscription_id = ? AND due_at IS NOT NULL"
                                + " ORDER BY seq LIMIT ?",
                        subscription,
                        atMost)
                .map((row, _) -> event(row))
                .list();
    }

    /// As [#waiting], of one type only.
    public List<Event> waiting(Handle handle, UUID subscription, String type, int atMost) {
        return handle.select(
                        "SELECT "
                                + EVENT
                                + " FROM subscription_delivery WHERE subscription_id = ? AND due_at"
                                + " IS NOT NULL AND type = ? ORDER BY seq LIMIT ?",
                        subscription,
                        type,
                        atMost)
                .map((row, _) -> event(row))
                .list();
    }

    /// Nothing that waits for the subscription is told any more.
    public void forget(Handle tx, UUID subscription) {
        int _ =
                tx.execute(
                        "DELETE FROM subscription_delivery WHERE subscription_id = ? AND due_at IS NOT NULL",
                        subscription);
    }

    /// These were delivered.
    ///
    /// @return how many were still waiting
    public int done(Handle tx, UUID subscription, Collection<String> eventIds) {
        return tx.execute(
                "DELETE FROM subscription_delivery WHERE subscription_id = ? AND event_id = ANY (?)",
                subscription,
                eventIds.toArray(String[]::new));
    }

    /// The receiver took this one and cannot use it: kept for the list, not told again.
    ///
    /// @param reason ours and free of anything the receiver sent
    public void refused(Handle tx, UUID subscription, String eventId, String reason) {
        int _ =
                tx.execute(
                        """
                        UPDATE subscription_delivery SET due_at = NULL, failed_at = now(), last_failure = ?
                        WHERE subscription_id = ? AND event_id = ? AND due_at IS NOT NULL
                        """,
                        reason,
                        subscription,
                        eventId);
    }

    /// Everything that waits for the subscription is due now.
    public void hurry(Handle tx, UUID subscription) {
        int _ =
                tx.execute(
                        "UPDATE subscription_delivery SET due_at = now() WHERE subscription_id = ? AND due_at > now()",
                        subscription);
    }

    /// Subscriptions for which something could be leased now.
    ///
    /// @param kinds those that are pushed
    List<Due> due(Handle handle, Collection<Kind> kinds) {
        String[] names = kinds.stream().map(Kind::name).toArray(String[]::new);
        return handle.select(
                        """
                        SELECT id, failing_since IS NOT NULL FROM subscription s
                        WHERE held_until <= now() AND (failing_since IS NULL OR probe_at <= now())
                        AND kind = ANY (?) AND (state = 'ENABLED' AND EXISTS (
                            SELECT 1 FROM subscription_delivery d
                            WHERE d.subscription_id = s.id AND d.due_at <= now() AND d.leased_until <= now())
                        OR EXISTS (
                            SELECT 1 FROM subscription_delivery d
                            WHERE d.subscription_id = s.id AND d.due_at <= now() AND d.leased_until <= now()
                            AND d.type = '%s'))
                        """
                                .formatted(STREAM_UPDATED),
                        (Object) names)
                .map((row, _) -> new Due(row.getObject(1, UUID.class), row.getBoolean(2)))
                .list();
    }

    /// @param failing whether the last delivery did not get through
    record Due(UUID subscription, boolean failing) {}

    /// Takes deliveries that are due, for as long as the lease lasts. Nobody else gets them until
    /// then.
    ///
    /// Of one subject only the first that is due is taken: the next one follows when it is
    /// delivered, or has to wait for another reason than the first.
    ///
    /// @param room how many at most, for each subscription
    List<Delivery> lease(Handle tx, Map<UUID, Integer> room, Duration lease) {
        return tx.createQuery(
                        """
                        UPDATE subscription_delivery d SET leased_until = now() + make_interval(secs => :lease)
                        FROM unnest(:subscriptions, :rooms) AS wish (subscription_id, room)
                        CROSS JOIN LATERAL (
                            SELECT subscription_id, event_id FROM subscription_delivery mine
                            WHERE subscription_id = wish.subscription_id AND due_at <= now() AND leased_until <= now()
                            AND (type = '%s' OR EXISTS (SELECT 1 FROM subscription
                                WHERE id = wish.subscription_id AND state = 'ENABLED'))
                            AND NOT EXISTS (
                                SELECT 1 FROM subscription_delivery before
                                WHERE before.subscription_id = mine.subscription_id AND before.subject = mine.subject
                                AND before.seq < mine.seq AND before.due_at <= now())
                            ORDER BY due_at, seq LIMIT wish.room FOR UPDATE SKIP LOCKED
                        ) due
                        WHERE d.subscription_id = due.subscription_id AND d.event_id = due.event_id
                        RETURNING d.subscription_id, d.event_id, d.type, d.occurred_at, d.subject, d.data, d.attempts,
                            d.leased_until
                        """
                                .formatted(STREAM_UPDATED))
                .bind("lease", lease.toMillis() / 1000.0)
                .bindArray("subscriptions", UUID.class, List.copyOf(room.keySet()))
                .bindArray("rooms", Integer.class, List.copyOf(room.values()))
                .map((row, _) ->
                        new Delivery(
                                row.getObject("subscription_id", UUID.class),
                                event(row),
                                row.getInt("attempts"),
                                row.getObject("leased_until", OffsetDateTime.class)))
                .list();
    }

    /// How many wait and how many failed for good.
    record Count(long waiting, long failed) {}

    /// Those with none are missing.
    Map<UUID, Count> counts(Handle handle, Collection<UUID> subscriptions) {
        Map<UUID, Count> counts = new HashMap<>();
        handle.select(
                        """
                        SELECT subscription_id, count(*) FILTER (WHERE failed_at IS NULL), count(failed_at)
                        FROM subscription_delivery WHERE subscription_id = ANY (?) GROUP BY subscription_id
                        """,
                        (Object) subscriptions.toArray(UUID[]::new))
                .map((row, _) ->
                        Map.entry(
                                row.getObject(1, UUID.class),
                                new Count(row.getLong(2), row.getLong(3))))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /// Whether more than so many wait.
    boolean isCrowded(Handle handle, UUID subscription, int most) {
        return handle.select(
                                """
                                SELECT count(*) FROM (SELECT 1 FROM subscription_delivery
                                    WHERE subscription_id = ? AND due_at IS NOT NULL LIMIT ?) waiting
                                """,
                                subscription,
                                most + 1)
                        .mapTo(Integer.class)
                        .one()
                > most;
    }

    /// The first that wait or failed for good, in the order of arrival.
    List<DeliveryView> list(Handle handle, UUID subscription, boolean failed, int atMost) {
        return handle.select(
                        """
                        SELECT event_id, type, occurred_at, attempts, due_at, failed_at, last_failure
                        FROM subscription_delivery WHERE subscription_id = ? AND (failed_at IS NOT NULL) = ?
                        ORDER BY seq LIMIT ?
                        """,
                        subscription,
                        failed,
                        atMost)
                .map((row, _) ->
                        new DeliveryView(
                                row.getString("event_id"),
                                row.getString("type"),
                                Rows.instant(row, "occurred_at"),
                                row.getInt("attempts"),
                                Rows.optionalInstant(row, "due_at").orElse(null),
                                Rows.optionalInstant(row, "failed_at").orElse(null),
                                row.getString("last_failure")))
                .list();
    }

    /// Forgets what failed a week ago.
    void prune(Handle tx) {
        int _ =
                tx.execute(
                        "DELETE FROM subscription_delivery WHERE failed_at < now() - interval '7 days'");
    }

    /// Forgets what has waited for a week for a subscription that is not enabled, or for a stream:
    /// one that fetches and does not, or the transmitter is off.
    ///
    /// @return how many
    int expire(Handle tx) {
        return tx.execute(
                """
                DELETE FROM subscription_delivery d USING subscription s
                WHERE s.id = d.subscription_id AND (s.state <> 'ENABLED' OR s.kind <> 'WEBHOOK')
                AND d.due_at IS NOT NULL AND d.created_at < now() - interval '7 days'
                """);
    }

    /// To be tried again after the pause; nothing if the lease has gone to somebody else.
    void postpone(Handle tx, Delivery delivery, String failure, Duration pause) {
        int _ =
                tx.execute(
                        """
                        UPDATE subscription_delivery SET attempts = ?, last_failure = ?,
                            due_at = now() + make_interval(secs => ?), leased_until = '-infinity'
                        WHERE subscription_id = ? AND event_id = ? AND leased_until = ?
                        """,
                        delivery.attempts() + 1,
                        failure,
                        pause.toMillis() / 1000.0,
                        delivery.subscription(),
                        delivery.event().id(),
                        delivery.lease());
    }

    /// Never to be tried again by itself; nothing if the lease has gone to somebody else.
    void giveUp(Handle tx, Delivery delivery, String failure) {
        int _ =
                tx.execute(
                        """
                        UPDATE subscription_delivery SET attempts = ?, last_failure = ?, due_at = NULL, failed_at = now(),
                            leased_until = '-infinity'
                        WHERE subscription_id = ? AND event_id = ? AND leased_until = ?
                        """,
                        delivery.attempts() + 1,
                        failure,
                        delivery.subscription(),
                        delivery.event().id(),
                        delivery.lease());
    }

    private static String text(Event event) {
        return new String(event.data(), StandardCharsets.UTF_8);
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString("event_id"),
                row.getString("type"),
                Rows.instant(row, "occurred_at"),
                row.getString("subject"),
                row.getString("data").getBytes(StandardCharsets.UTF_8));
    }
}
