package dev.hostkeysync.webhook;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.directory.Directory;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Forgets events once nobody sends them again, a few at a time, and writes down which senders were
/// heard, for as long as the process lives. Replicas share the work.
@Startup
@ApplicationScoped
class InboxUpkeep {

    /// Senders repeat for hours, Standard Webhooks for three days; contract: at least seven.
    static final Duration REMEMBERED = Duration.ofDays(8);

    private static final Logger LOG = Logger.getLogger(InboxUpkeep.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    /// Few, so that nobody notices; 400,000 a day are 280 a minute.
    private static final int BATCH = 1000;

    private static final Duration BREATH = Duration.ofMillis(50);

    private final Jdbi jdbi;
    private final Directory directory;
    private final InstantSource clock;
    private final WebhookCounter counter;
    private final WebhookSources sources = new WebhookSources();
    private final TakenEvents taken = new TakenEvents();
    private final Loop loop;

    InboxUpkeep(Jdbi jdbi, Directory directory, InstantSource clock, WebhookCounter counter) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.clock = clock;
        this.counter = counter;
        this.loop =
                new Loop(
                        LOG,
                        "inbox-upkeep",
                        "Cannot forget old webhooks: %s. It is tried every minute; check PostgreSQL"
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

    private Duration turn() {
        noteHeard();
        return forget(BATCH) ? BREATH : LOOK;
    }

    void noteHeard() {
        Set<String> heard = counter.takeHeard();
        jdbi.useTransaction(tx -> sources.heard(tx, heard));
    }

    /// @return whether there may be more
    boolean forget(int atMost) {
        int events = jdbi.inTransaction(tx -> taken.forget(tx, REMEMBERED, atMost));
        int words =
                jdbi.inTransaction(
                        tx -> directory.forget(tx, clock.instant().minus(REMEMBERED), atMost));
        return events == atMost || words == atMost;
    }
}
