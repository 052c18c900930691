package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Looks for a check to work on, and once an hour forgets those that are too old.
@Startup
@ApplicationScoped
class DriftLoop {

    private static final Logger LOG = Logger.getLogger(DriftLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration PRUNE = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Jdbi jdbi;
    private final DriftWorker worker;
    private final DriftChecks checks;
    private final InstantSource clock;
    private final Loop loop;
    private Instant pruned = Instant.EPOCH;

    DriftLoop(
            Jdbi jdbi,
            DriftWorker worker,
            DriftChecks checks,
            DriftBell bell,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.worker = worker;
        this.checks = checks;
        this.clock = clock;
        this.loop =
                new Loop(
                        LOG,
                        "drift-check",
                        "The drift check cannot go on: %s. It is tried every "
                                + LOOK.toSeconds()
                                + " seconds; check PostgreSQL at DATABASE_URL",
                        LOOK,
                        bell,
                        this::turn);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    void stop(@Observes DrainStage.Intake stage) {
        stage.end(loop);
    }

    private Duration turn() {
        worker.turn(loop::isStopping);
        prune();
        return LOOK;
    }

    void prune() {
        Instant now = clock.instant();
        if (Duration.between(pruned, now).compareTo(PRUNE) >= 0) {
            pruned = now;
            int _ = jdbi.inTransaction(tx -> checks.prune(tx, now.minus(KEPT)));
        }
    }
}
