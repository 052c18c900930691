package dev.hostkeysync.meeting;

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

/// Forgets requests after their 24 hours and the counts of days that are over, for as long as the
/// process lives. Replicas share the work.
@Startup
@ApplicationScoped
class MeetingUpkeep {

    private static final Logger LOG = Logger.getLogger(MeetingUpkeep.class);
    private static final Duration LOOK = Duration.ofMinutes(10);
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final Requests requests;
    private final HostDays days = new HostDays();
    private final InstantSource clock;
    private final Loop loop;

    MeetingUpkeep(Jdbi jdbi, Requests requests, InstantSource clock) {
        this.jdbi = jdbi;
        this.requests = requests;
        this.clock = clock;
        this.loop =
                new Loop(
                        LOG,
                        "meeting-upkeep",
                        "Cannot forget old requests for meetings: %s. It is tried every ten minutes; check"
                                + " PostgreSQL at DATABASE_URL",
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
        return forget(BATCH) ? Duration.ofMillis(50) : LOOK;
    }

    /// @return whether there may be more
    boolean forget(int atMost) {
        Instant now = clock.instant();
        return jdbi.inTransaction(tx -> {
            int _ = days.forget(tx, now);
            return requests.forget(tx, now, atMost) == atMost;
        });
    }
}
