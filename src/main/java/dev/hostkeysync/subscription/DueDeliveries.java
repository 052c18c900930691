package dev.hostkeysync.subscription;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The deliveries as those who push them see them: what is due, who has it, what becomes of what
/// does not get through. Every method runs in the caller's transaction; all times are the
/// database's.
final class DueDeliveries {

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
                                .formatted(Deliveries.STREAM_UPDATED),
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
                                .formatted(Deliveries.STREAM_UPDATED))
                .bind("lease", lease.toMillis() / 1000.0)
                .bindArray("subscriptions", UUID.class, List.copyOf(room.keySet()))
                .bindArray("rooms", Integer.class, List.copyOf(room.values()))
                .map((row, _) ->
                        new Delivery(
                                row.getObject("subscription_id", UUID.class),
                                Deliveries.event(row),
                                row.getInt("attempts"),
                                row.getObject("leased_until", OffsetDateTime.class)))
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
}
