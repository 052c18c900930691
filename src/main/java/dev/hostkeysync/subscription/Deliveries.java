package dev.hostkeysync.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static String text(Event event) {
        return new String(event.data(), StandardCharsets.UTF_8);
    }

    static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getString("event_id"),
                row.getString("type"),
                Rows.instant(row, "occurred_at"),
                row.getString("subject"),
                row.getString("data").getBytes(StandardCharsets.UTF_8));
    }
}
