package dev.hostkeysync.webhook;

import dev.hostkeysync.directory.Directory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Forgets events once nobody sends them again, a few at a time, for as long as the process lives.
/// Replicas share the work.
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
    private final TakenEvents taken = new TakenEvents();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing;

    InboxUpkeep(Jdbi jdbi, Directory directory, InstantSource clock) {
        this.jdbi = jdbi;
        this.directory = directory;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("inbox-upkeep").unstarted(this::run);
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    /// NB: not `@PreDestroy`: Quarkus closes the database's pool before it destroys beans.
    void stop(@Observes @Priority(200) ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        boolean _ = thread.join(Duration.ofSeconds(3));
    }

    private void run() {
        try {
            while (!stopping.await((turn() ? BREATH : LOOK).toMillis(), TimeUnit.MILLISECONDS)) {}
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether there is more to forget
    private boolean turn() {
        try {
            boolean more = forget(BATCH);
            failing = false;
            return more;
        } catch (RuntimeException | Error e) {
            // The thread must live: without it the tables would grow for ever.
            if (!failing) {
                LOG.warnf(
                        "Cannot forget old webhooks: %s. It is tried every minute; check PostgreSQL"
                                + " at DATABASE_URL",
                        e.getClass().getSimpleName());
                LOG.debug("Cannot forget old webhooks", e);
            }
            failing = true;
            return false;
        }
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
