package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.Hold;
import dev.hostkeysync.zoom.limit.RateClass;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Tells subscribers once of each user who has been in doubt for too long. A loop of its own: while
/// the budget is held nobody else looks at them.
@Startup
@ApplicationScoped
class DoubtWatch {

    static final Duration OVERDUE = Duration.ofMinutes(15);

    private static final Logger LOG = Logger.getLogger(DoubtWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final int AT_ONCE = 100;

    private final Jdbi jdbi;
    private final Doubts doubts;
    private final Announcer announcer;
    private final Budget budget;
    private final Loop loop;

    DoubtWatch(Jdbi jdbi, Doubts doubts, Announcer announcer, Budget budget) {
        this.jdbi = jdbi;
        this.doubts = doubts;
        this.announcer = announcer;
        this.budget = budget;
        this.loop =
                new Loop(
                        LOG,
                        "doubt-watch",
                        "Cannot look for keys that are in doubt for long: %s. It is tried every 15"
                                + " seconds; check PostgreSQL at DATABASE_URL",
                        LOOK,
                        this::turn);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
    }

    private Duration turn() {
        int all = 0;
        int told;
        do {
            told = tell();
            all += told;
        } while (told == AT_ONCE && !loop.isStopping());
        if (all > 0) {
            LOG.warnf(
                    "For %d users Zoom has not said for 15 minutes whether it took the new key. The"
                            + " same keys are sent again until it does; GET"
                            + " /api/v1/host-keys?state=IN_DOUBT lists the users and why",
                    all);
        }
        return LOOK;
    }

    /// @return how many were told of
    int tell() {
        Duration held = budget.heldNow(RateClass.LIGHT).map(Hold::remaining).orElse(Duration.ZERO);
        return jdbi.inTransaction(tx -> tell(tx, held));
    }

    private int tell(Handle tx, Duration held) {
        List<Doubts.Overdue> overdue = doubts.untold(tx, OVERDUE, AT_ONCE);
        for (Doubts.Overdue one : overdue) {
            // Whatever the row says, nobody calls before the hold ends.
            Duration untilNext = one.untilDue().compareTo(held) > 0 ? one.untilDue() : held;
            announcer.failed(tx, asked(one.row()), reason(one), untilNext);
        }
        if (!overdue.isEmpty()) {
            doubts.told(tx, overdue.stream().map(one -> one.row().userId()).toList());
        }
        return overdue.size();
    }

    private static String reason(Doubts.Overdue one) {
        return "in doubt for 15 minutes" + one.reason().map(why -> ": " + why).orElse("");
    }

    /// Whoever is in doubt was sent at least once, also where the count began anew since.
    private static SyncRow asked(SyncRow row) {
        return row.attempts() == 0 ? row.afterAttempt() : row;
    }
}
