package dev.hostkeysync.provisioning;

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

/// Looks after the holds of the mass-change guard: carries out decisions, ends holds that are
/// empty, and once an hour forgets what has had its time.
@Startup
@ApplicationScoped
class HoldLoop {

    private static final Logger LOG = Logger.getLogger(HoldLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration PRUNE = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final HoldRelease release;
    private final InstantSource clock;
    private final Loop loop;
    private Instant pruned = Instant.EPOCH;

    HoldLoop(HoldRelease release, HoldBell bell, InstantSource clock) {
        this.release = release;
        this.clock = clock;
        this.loop =
                new Loop(
                        LOG,
                        "hold-loop",
                        "Cannot carry out what was decided about held revocations: %s. It is tried every"
                                + " two seconds; check PostgreSQL at DATABASE_URL",
                        AFTER_FAILURE,
                        bell,
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
        Duration pause = release.next();
        if (!pause.isZero()) {
            release.clear();
            prune();
        }
        return pause;
    }

    private void prune() {
        Instant now = clock.instant();
        if (Duration.between(pruned, now).compareTo(PRUNE) >= 0 && !release.prune(KEPT)) {
            pruned = now;
        }
    }
}
