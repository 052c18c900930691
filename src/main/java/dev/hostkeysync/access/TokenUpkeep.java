package dev.hostkeysync.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Reads the tokens every two seconds, so that what another replica made or revoked is so here too,
/// and writes last uses down once a minute.
@Startup
@ApplicationScoped
class TokenUpkeep {

    private static final Logger LOG = Logger.getLogger(TokenUpkeep.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration WRITE = Duration.ofMinutes(1);

    private final KnownTokens known;
    private final TokenUses uses;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Instant written;

    TokenUpkeep(KnownTokens known, TokenUses uses, InstantSource clock) {
        this.known = known;
        this.uses = uses;
        this.clock = clock;
        this.written = clock.instant();
        this.thread = Thread.ofVirtual().name("token-upkeep").unstarted(this::run);
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
            do {
                turn();
            } while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
            uses.flush();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        try {
            known.refresh();
            Instant now = clock.instant();
            if (Duration.between(written, now).compareTo(WRITE) >= 0) {
                written = now;
                uses.flush();
            }
        } catch (RuntimeException | Error e) {
            // The thread must live: without it a revoked token would stay valid here.
            LOG.error("Cannot keep the tokens up to date: a fault of the service", e);
        }
    }
}
