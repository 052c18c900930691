package dev.hostkeysync.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Writes down who is to be told of new events; nothing while nobody listens.
@ApplicationScoped
class Intake {

    private final Jdbi jdbi;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final DeliveryBell bell;

    Intake(Jdbi jdbi, Subscriptions subscriptions, Deliveries deliveries, DeliveryBell bell) {
        this.jdbi = jdbi;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.bell = bell;
    }

    /// One transaction; when this returns it is committed.
    void take(Collection<HostKeyNews> news) {
        boolean something = jdbi.inTransaction(tx -> take(tx, news));
        if (something) {
            bell.ring();
        }
    }

    private boolean take(Handle tx, Collection<HostKeyNews> news) {
        int rows = 0;
        for (Subscription one : subscriptions.listening(tx)) {
            List<Event> wanted =
                    news.stream()
                            .filter(one.filter()::wants)
                            .map(HostKeyNews::event)
                            // A consumer that lags tells a new subscriber nothing from before.
                            .filter(event -> !event.occurredAt().isBefore(one.createdAt()))
                            .filter(event -> isTold(one.status(), event))
                            .toList();
            rows += deliveries.add(tx, one.id(), wanted);
        }
        return rows > 0;
    }

    /// The time that counts as missed begins when it was disabled, and what happened before that
    /// may be read only now.
    private static boolean isTold(Subscription.Status status, Event event) {
        return status.state() != State.DISABLED || event.occurredAt().isBefore(status.since());
    }
}
