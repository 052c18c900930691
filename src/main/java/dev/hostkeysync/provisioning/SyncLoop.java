package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.Cadence;
import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.tracing.Traces;
import dev.hostkeysync.zoom.Turn;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Pace;
import dev.hostkeysync.zoom.limit.Priority;
import dev.hostkeysync.zoom.limit.RateClass;
import dev.hostkeysync.zoom.limit.Reservation;
import dev.hostkeysync.zoom.limit.Slot;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// The one loop that talks to Zoom about host keys. It takes users that are due, as many as the
/// shared budget has slots for in the next second, and gives each a virtual thread that waits for
/// its slot. Level-triggered: it acts on what is stored now, so a crash only means that it runs
/// again.
@Startup
@ApplicationScoped
class SyncLoop {

    private static final Logger LOG = Logger.getLogger(SyncLoop.class);
    private static final Duration HORIZON = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /// While there is more work than the pace allows: long enough that each look takes several
    /// slots, and short enough that none is lost ([Budget] looks further ahead).
    private static final Duration FOR_SLOTS = Duration.ofMillis(100);

    /// Less than the time after which an idle connection is closed, at either end.
    private static final long WARM = Duration.ofSeconds(20).toNanos();

    private final Leases leases;
    private final Budget budget;
    private final Pace pace;
    private final UserSync sync;
    private final SyncBell bell;
    private final int concurrency;
    private final long lease;
    private final Semaphore free;
    private final Loop loop;
    private final Cadence cadence = new Cadence(Duration.ofMillis(10));
    private volatile long lastCall = System.nanoTime() - 2 * WARM;
    private volatile boolean crowded;
    private long firstCall;

    SyncLoop(
            Leases leases,
            Budget budget,
            Pace pace,
            UserSync sync,
            SyncBell bell,
            ProvisioningConfig config) {
        this.leases = leases;
        this.budget = budget;
        this.pace = pace;
        this.sync = sync;
        this.bell = bell;
        this.concurrency = config.syncConcurrency();
        this.lease = config.syncLease().toNanos();
        this.free = new Semaphore(concurrency);
        this.loop =
                new Loop(
                        LOG,
                        "sync-loop",
                        "Cannot look for users that need a key: %s. It is tried every second; check"
                                + " PostgreSQL at DATABASE_URL",
                        LOOK_AGAIN,
                        bell,
                        this::turn);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    /// Lets the calls under way come to their end, so that nothing is left in doubt without need.
    /// Who still waits for a slot is given back: another replica takes them at once.
    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
        stage.await(
                "calls to Zoom, after the lease",
                time -> free.tryAcquire(concurrency, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Live work first. Batch work leaves a part of the calls free for it: while Zoom is slow,
    /// those under way would keep it waiting otherwise.
    private Duration turn() {
        cadence.await();
        // Before the look: who gives a place back from here on is heard.
        crowded = true;
        int room = room();
        int due = room == 0 ? 0 : leases.due(room);
        Duration live = dispatch(due, new Priority.Live());
        int roomBehind = Math.min(room, free.availablePermits() - concurrency / 4);
        Optional<SyncList.Batch> batch =
                roomBehind <= 0 ? Optional.empty() : leases.dueBatch(roomBehind);
        Duration behind =
                batch.map(one -> dispatch(one.users(), new Priority.Batch(one.share())))
                        .orElse(LOOK_AGAIN);
        crowded =
                due == room
                        || roomBehind <= 0
                        || batch.filter(one -> one.users() == roomBehind).isPresent();
        return live.compareTo(behind) < 0 ? live : behind;
    }

    /// @return how long to sleep before the next look
    private Duration dispatch(int due, Priority priority) {
        if (due == 0) {
            return LOOK_AGAIN;
        }
        sync.prepare();
        return switch (budget.reserve(RateClass.LIGHT, priority, due, HORIZON)) {
            case Reservation.Granted(List<Slot> slots) -> {
                start(slots, share(priority));
                yield slots.size() < due ? FOR_SLOTS : LOOK_AGAIN;
            }
            case Reservation.Full(Duration askAgain) -> shorter(askAgain.plus(FOR_SLOTS));
            // A hold may be ended early by another replica or an operator.
            case Reservation.Held(var hold) -> shorter(hold.remaining());
        };
    }

    /// How many calls may be added to those under way. After a while without calls one goes first
    /// and opens the way: many at once would all wait for the connection, and then go together,
    /// faster than their slots.
    private int room() {
        long now = System.nanoTime();
        int permits = free.availablePermits();
        if (now - lastCall < WARM) {
            return permits;
        }
        if (permits == concurrency) {
            firstCall = now;
            return 1;
        }
        return now - firstCall < LOOK_AGAIN.toNanos() ? 0 : permits;
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LOOK_AGAIN) < 0 ? pause : LOOK_AGAIN;
    }

    private static Optional<Double> share(Priority priority) {
        return switch (priority) {
            case Priority.Live _ -> Optional.empty();
            case Priority.Batch(double share) -> Optional.of(share);
        };
    }

    private void start(List<Slot> slots, Optional<Double> share) {
        List<Work> work = leases.take(share, slots.size());
        for (int i = 0; i < work.size(); i++) {
            Work one = work.get(i);
            Slot slot = slots.get(i);
            free.acquireUninterruptibly();
            Thread _ =
                    Thread.ofVirtual()
                            .name("sync-", i)
                            .start(() -> Traces.within(one.row().trace(), () -> run(one, slot)));
        }
    }

    private void run(Work work, Slot slot) {
        boolean again = false;
        try {
            again = sync.run(work, turn(slot), loop::isStopping);
            lastCall = System.nanoTime();
        } catch (RuntimeException e) {
            // The lease runs out and somebody takes the user up again, with the same digits.
            LOG.warnf(
                    "The turn of user %s ended early: %s. It is repeated after the lease",
                    work.row().userId(), e.getClass().getSimpleName());
            LOG.debug("The turn of a user ended early", e);
        } finally {
            free.release();
            // Not for each: while the pace is the limit, every look would find one slot.
            if (again || crowded) {
                bell.ring();
            }
        }
    }

    /// The slot is for the first request; whatever is repeated takes one of its own, and goes only
    /// while most of the lease is left: after it, the user may be somebody else's.
    private Turn turn(Slot first) {
        AtomicBoolean used = new AtomicBoolean();
        long leased = System.nanoTime();
        return () -> {
            if (loop.isStopping()) {
                return false;
            }
            boolean mine =
                    used.getAndSet(true)
                            ? System.nanoTime() - leased < lease / 2 && pace.await(RateClass.LIGHT)
                            : pace.await(RateClass.LIGHT, first);
            return mine && !loop.isStopping();
        };
    }
}
