package dev.hostkeysync.subscription;

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

/// Runs replays as they are asked for, and once an hour forgets what has had its time.
@Startup
@ApplicationScoped
class SubscriptionUpkeep {

    private static final Logger LOG = Logger.getLogger(SubscriptionUpkeep.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PRUNE = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final Replayer replayer;
    private final Replays replays;
    private final SubscriptionSecrets secrets;
    private final DueDeliveries deliveries = new DueDeliveries();
    private final InstantSource clock;
    private final Loop loop;
    private Instant pruned = Instant.EPOCH;

    SubscriptionUpkeep(
            Jdbi jdbi,
            Replayer replayer,
            Replays replays,
            SubscriptionSecrets secrets,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.replayer = replayer;
        this.replays = replays;
        this.secrets = secrets;
        this.clock = clock;
        this.loop =
                new Loop(
                        LOG,
                        "subscription-upkeep",
                        "Cannot look for replays to do: %s. It is tried every 2 seconds; check PostgreSQL at DATABASE_URL",
                        LOOK,
                        this::turn);
    }

    @PostConstruct
    void start() {
        loop.start(LOOK);
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
    }

    private Duration turn() {
        while (replayer.run(this::pause, loop::isStopping)) {
            if (loop.isStopping()) {
                return LOOK;
            }
        }
        Instant now = clock.instant();
        if (Duration.between(pruned, now).compareTo(PRUNE) >= 0) {
            pruned = now;
            prune(now);
        }
        return LOOK;
    }

    private void prune(Instant now) {
        int expired =
                jdbi.inTransaction(tx -> {
                    secrets.prune(tx, now);
                    deliveries.prune(tx);
                    replays.prune(tx);
                    return deliveries.expire(tx);
                });
        if (expired > 0) {
            LOG.warnf(
                    "%d deliveries are forgotten: they waited for a week for subscriptions that are not enabled or do not fetch, or for streams while the transmitter is off",
                    expired);
        }
    }

    /// @return false when the process stops
    private boolean pause() {
        try {
            return loop.pause(LOOK);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
