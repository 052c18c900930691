package dev.hostkeysync.account;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.provisioning.Protection;
import dev.hostkeysync.zoom.ZoomUsers;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Hold;
import dev.hostkeysync.zoom.limit.RateClass;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// The loop that talks to Zoom about users. Level-triggered: it acts on what the directory says
/// now, so a crash only means that it runs again.
@Startup
@ApplicationScoped
class AccountLoop {

    private static final Logger LOG = Logger.getLogger(AccountLoop.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /// Without our right nobody else's turn would go better.
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

    /// Turns under way at once in this process. Users come and go seldom; keys go first.
    private static final int CONCURRENCY = 16;

    private final Jdbi jdbi;
    private final AccountLeases leases;
    private final AccountSwitches switches;
    private final AccountVerdict verdict;
    private final AccountPolicy policy;
    private final AccountBell bell;
    private final Protection protection;
    private final ZoomUsers zoom;
    private final Budget budget;
    private final Semaphore free = new Semaphore(CONCURRENCY);
    private final Loop loop;
    private volatile long quietUntil = System.nanoTime();

    AccountLoop(
            Jdbi jdbi,
            AccountLeases leases,
            AccountSwitches switches,
            AccountVerdict verdict,
            AccountPolicy policy,
            AccountBell bell,
            Protection protection,
            ZoomUsers zoom,
            Budget budget) {
        this.jdbi = jdbi;
        this.leases = leases;
        this.switches = switches;
        this.verdict = verdict;
        this.policy = policy;
        this.bell = bell;
        this.protection = protection;
        this.zoom = zoom;
        this.budget = budget;
        this.loop =
                new Loop(
                        LOG,
                        "zoom-accounts",
                        "Cannot look for users whom Zoom should have: %s. It is tried every second;"
                                + " check PostgreSQL at DATABASE_URL",
                        LOOK_AGAIN,
                        bell,
                        this::turn);
    }

    @PostConstruct
    void start() {
        if (policy.isOn()) {
            loop.start();
        }
    }

    /// Lets the calls under way come to their end.
    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
        stage.await(
                "calls to Zoom about users, after the lease",
                time -> free.tryAcquire(CONCURRENCY, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// @return how long to sleep before the next one
    Duration turn() {
        int room = free.availablePermits();
        if (room == 0 || System.nanoTime() - quietUntil < 0) {
            return LOOK_AGAIN;
        }
        Optional<Hold> hold = budget.heldNow(RateClass.LIGHT);
        if (hold.isPresent()) {
            return LOOK_AGAIN;
        }
        List<AccountTask> tasks = leases.take(room);
        for (AccountTask task : tasks) {
            free.acquireUninterruptibly();
            Thread _ = Thread.ofVirtual().name("zoom-account").start(() -> run(task));
        }
        return tasks.size() == room ? Duration.ZERO : LOOK_AGAIN;
    }

    private void run(AccountTask task) {
        try {
            AccountResult result =
                    new AccountTurn(
                                    zoom,
                                    policy,
                                    new AccountNotes(jdbi, switches, protection),
                                    task)
                            .run();
            verdict.write(task, result);
            result.hindrance().ifPresent(hindered -> tell(task, hindered));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The turn of user %s at Zoom ended early: %s. It is repeated after the lease",
                    task.row().userId(), e.getClass().getSimpleName());
            LOG.debug("The turn of a user ended early", e);
        } finally {
            free.release();
            bell.ring();
        }
    }

    private void tell(AccountTask task, AccountResult.Hindered hindered) {
        switch (hindered.by().state()) {
            case BLOCKED ->
                    LOG.warnf(
                            "Zoom does not have user %s as it should: %s. %s See GET /api/v1/zoom-accounts",
                            task.row().userId(), hindered.reason(), hindered.by().remedy());
            case DONE, DUE, WAITING -> {
                if (hindered.by() == Hindrance.APP) {
                    quietUntil = System.nanoTime() + AFTER_REFUSAL.toNanos();
                    LOG.errorf(
                            "Zoom refuses to let us manage users: %s. Host keys go on; users are tried again in %d s. %s",
                            hindered.reason(), AFTER_REFUSAL.toSeconds(), hindered.by().remedy());
                }
            }
        }
    }
}
