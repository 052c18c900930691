package dev.hostkeysync.ops.letters;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.provisioning.DeadLetters;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Forgets dead letters that are too old, and gives up replays that were lost, once a minute.
@Startup
@ApplicationScoped
class DeadLetterUpkeep {

    private static final Logger LOG = Logger.getLogger(DeadLetterUpkeep.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    /// Forgotten in one transaction.
    static final int AT_ONCE = 500;

    private final Jdbi jdbi;
    private final DeadLetters letters;
    private final DeadLetterConfig config;
    private final Loop loop;

    DeadLetterUpkeep(Jdbi jdbi, DeadLetters letters, DeadLetterConfig config) {
        this.jdbi = jdbi;
        this.letters = letters;
        this.config = config;
        this.loop =
                new Loop(
                        LOG,
                        "dead-letters",
                        "Cannot forget old dead letters: %s. It is tried every minute; check PostgreSQL"
                                + " at DATABASE_URL",
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

    /// One step; the next follows at once while there may be more.
    Duration turn() {
        int lost = jdbi.inTransaction(letters::giveUpLostReplays);
        if (lost > 0) {
            LOG.warnf(
                    "%d dead letters that were replayed have not come back within ten minutes and wait"
                            + " again: the topic was made anew, its offsets were moved, or nobody reads it",
                    lost);
        }
        DeadLetters.Expired expired =
                jdbi.inTransaction(tx -> letters.expire(tx, config.retention(), AT_ONCE));
        if (expired.dead() > 0) {
            LOG.warnf(
                    "%d dead letters that nobody replayed are older than %s and were deleted."
                            + " DEAD_LETTER_RETENTION keeps them longer",
                    expired.dead(), config.retention());
        }
        return expired.all() == AT_ONCE ? Duration.ZERO : LOOK;
    }
}
