package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Cadence;
import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Delivers what is due, each delivery on a virtual thread of its own. Level-triggered like the
/// sync loop: it acts on the rows, so a crash only means that a delivery is repeated, with the same
/// id.
@Startup
@ApplicationScoped
class DeliveryLoop {

    private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /// Short: a delivery that is broken off is repeated, and receivers drop what they have seen.
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final DeliveryLeases leases;
    private final Courier courier;
    private final RetrySchedule schedule;
    private final Settlement settlement;
    private final DeliveryBell bell;
    private final int concurrency;
    private final Semaphore free;
    private final Shares shares = new Shares();
    private final Loop loop;
    private final Cadence cadence = new Cadence(Duration.ofMillis(10));

    DeliveryLoop(
            DeliveryLeases leases,
            Courier courier,
            RetrySchedule schedule,
            Settlement settlement,
            DeliveryBell bell,
            SubscriptionConfig config) {
        this.leases = leases;
        this.courier = courier;
        this.schedule = schedule;
        this.settlement = settlement;
        this.bell = bell;
        this.concurrency = config.concurrency();
        this.free = new Semaphore(concurrency);
        this.loop =
                new Loop(
                        LOG,
                        "delivery-loop",
                        "Cannot look for deliveries to subscribers: %s. It is tried every second; check PostgreSQL at"
                                + " DATABASE_URL",
                        LOOK_AGAIN,
                        bell,
                        this::turn);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
        stage.await("deliveries to subscribers, with the same ids", this::awaitAll);
    }

    private boolean awaitAll(Duration time) throws InterruptedException {
        long millis = Math.min(time.toMillis(), DRAIN.toMillis());
        boolean all = free.tryAcquire(concurrency, millis, TimeUnit.MILLISECONDS);
        if (all) {
            free.release(concurrency);
        }
        return all;
    }

    /// One look at the list.
    private Duration turn() {
        cadence.await();
        dispatch();
        return LOOK_AGAIN;
    }

    private void dispatch() {
        int room = free.availablePermits();
        if (room == 0) {
            return;
        }
        Map<UUID, Integer> shared = shares.of(leases.due(courier.kinds()), room);
        if (shared.isEmpty()) {
            return;
        }
        List<Work> work = leases.take(shared);
        for (Work one : work) {
            free.acquireUninterruptibly();
            shares.begin(one.delivery().subscription());
            Thread _ = Thread.ofVirtual().name("delivery").start(() -> run(one));
        }
    }

    private void run(Work work) {
        try {
            settlement.settle(work.delivery(), attempt(work));
        } catch (RuntimeException e) {
            LOG.logf(
                    loop.isStopping() ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "What came of delivering event %s to subscription %s could not be written down: %s. It is repeated, with"
                            + " the same id, after the lease",
                    work.delivery().event().id(),
                    work.delivery().subscription(),
                    e.getClass().getSimpleName());
            LOG.debug("What came of a delivery could not be written down", e);
        } finally {
            shares.end(work.delivery().subscription());
            free.release();
            bell.ring();
        }
    }

    private Verdict attempt(Work work) {
        Delivery delivery = work.delivery();
        if (work.receiver().isEmpty()) {
            return Verdict.of(
                    new Reply.NoAnswer("not sent: the secret does not open with our keyset"),
                    delivery.attempts() + 1,
                    schedule);
        }
        return courier.send(work.receiver().get(), delivery.event())
                .map(reply -> Verdict.of(reply, delivery.attempts() + 1, schedule))
                .orElseGet(Verdict.Delivered::new);
    }
}
