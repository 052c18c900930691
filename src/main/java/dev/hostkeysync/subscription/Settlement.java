package dev.hostkeysync.subscription;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Writes down what came of an attempt. The subscription's row is always taken before the
/// delivery's, as whoever changes the subscription takes them: no two can wait for each other.
@Startup
@ApplicationScoped
class Settlement {

    private static final Logger LOG = Logger.getLogger(Settlement.class);

    /// With nothing but failures for so long, a receiver is taken for dead: whatever the delivery,
    /// for with many that wait each is tried seldom, and failing for good takes weeks.
    private static final Duration PATIENCE = Duration.ofDays(5);

    private static final List<String> OUTCOMES =
            List.of("delivered", "later", "failed", "refused", "gone");

    private final Jdbi jdbi;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final DueDeliveries due = new DueDeliveries();
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Settlement(
            Jdbi jdbi,
            Subscriptions subscriptions,
            Deliveries deliveries,
            InstantSource clock,
            MeterRegistry metrics) {
        this.jdbi = jdbi;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.clock = clock;
        this.metrics = metrics;
        // Of a series that begins at 1 nobody sees that it rose.
        OUTCOMES.forEach(outcome -> count(outcome, 0));
    }

    void settle(Delivery delivery, Verdict verdict) {
        jdbi.useTransaction(tx -> {
            // Lost in a crash of PostgreSQL, it is told again, with the same id.
            int _ = tx.execute("SET LOCAL synchronous_commit = off");
            settle(tx, delivery, verdict);
        });
        count(label(verdict), 1);
    }

    private void count(String outcome, int times) {
        metrics.counter("hostkeysync_subscription_deliveries_total", "outcome", outcome)
                .increment(times);
    }

    private void settle(Handle tx, Delivery delivery, Verdict verdict) {
        switch (verdict) {
            case Verdict.Delivered _ -> {
                subscriptions.succeeded(tx, delivery.subscription());
                int _ =
                        deliveries.done(
                                tx, delivery.subscription(), List.of(delivery.event().id()));
            }
            case Verdict.Later(String failure, Duration pause, Optional<Duration> hold) -> {
                subscriptions.failed(tx, delivery.subscription(), failure);
                hold.ifPresent(time -> subscriptions.hold(tx, delivery.subscription(), time));
                disableIfDead(tx, delivery, failure);
                due.postpone(tx, delivery, failure, pause);
            }
            case Verdict.GivenUp(String failure) -> {
                subscriptions.failed(tx, delivery.subscription(), failure);
                disableIfDead(tx, delivery, failure);
                due.giveUp(tx, delivery, failure);
                LOG.warnf(
                        "Event %s was not delivered to subscription %s in %d attempts over three days: %s. It stays in the"
                                + " list of failed deliveries for 7 days; replay the time once the receiver works",
                        delivery.event().id(),
                        delivery.subscription(),
                        delivery.attempts() + 1,
                        failure);
            }
            case Verdict.Refused(String failure) -> {
                subscriptions.refused(tx, delivery.subscription(), failure);
                due.giveUp(tx, delivery, failure);
                LOG.warnf(
                        "Subscription %s refused event %s for good: %s. It stays in the list of failed deliveries for 7"
                                + " days; the receiver's own log should say what it misses",
                        delivery.subscription(), delivery.event().id(), failure);
            }
            case Verdict.Gone _ -> {
                subscriptions.failed(tx, delivery.subscription(), "answered 410");
                disable(tx, delivery, "the receiver answered 410 Gone");
                due.postpone(tx, delivery, "answered 410", Duration.ZERO);
            }
        }
    }

    private void disableIfDead(Handle tx, Delivery delivery, String failure) {
        if (subscriptions.isDead(tx, delivery.subscription(), PATIENCE)) {
            disable(tx, delivery, "no delivery got through for 5 days; last: " + failure);
        }
    }

    private void disable(Handle tx, Delivery delivery, String reason) {
        if (subscriptions.move(
                tx,
                delivery.subscription(),
                State.DISABLED,
                Optional.of(reason),
                clock.instant())) {
            LOG.warnf(
                    "Subscription %s is disabled: %s. Nothing is sent to it any more; when the receiver works, enable it with"
                            + " PATCH /api/v1/subscriptions/%s {\"enabled\": true} (a Shared Signals stream with POST /ssf/status) and replay what it missed",
                    delivery.subscription(), reason, delivery.subscription());
        }
    }

    private static String label(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered _ -> "delivered";
            case Verdict.Later _ -> "later";
            case Verdict.GivenUp _ -> "failed";
            case Verdict.Refused _ -> "refused";
            case Verdict.Gone _ -> "gone";
        };
    }
}
