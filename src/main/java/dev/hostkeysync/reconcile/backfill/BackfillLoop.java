package dev.hostkeysync.reconcile.backfill;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Ids;
import dev.hostkeysync.common.Loop;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Works on backfills, one replica on each: the others take over when it has not been heard of for
/// three seconds. Reading Zoom's list has a thread of its own, since a page of it may have to wait
/// a minute for its turn; the other one keeps its lease meanwhile.
@Startup
@ApplicationScoped
class BackfillLoop {

    private static final Logger LOG = Logger.getLogger(BackfillLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PRUNE = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);

    /// So long after the end it can be told by address and name what became of whom.
    private static final Duration NAMED = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final BackfillRows rows;
    private final BackfillUsers users;
    private final Listing listing;
    private final Progress progress;
    private final InstantSource clock;
    private final UUID owner;
    private final Loop finding;
    private final Loop running;
    private volatile boolean stopping;
    private volatile boolean reading;
    private Instant pruned = Instant.EPOCH;

    BackfillLoop(
            Jdbi jdbi,
            BackfillRows rows,
            BackfillUsers users,
            Listing listing,
            Progress progress,
            BackfillBell bell,
            Ids ids,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.rows = rows;
        this.users = users;
        this.listing = listing;
        this.progress = progress;
        this.clock = clock;
        this.owner = ids.next();
        this.finding =
                new Loop(
                        LOG,
                        "backfill-listing",
                        "Cannot find out who needs a key: %s. It is tried every second; check PostgreSQL at"
                                + " DATABASE_URL",
                        LOOK,
                        this::find);
        this.running =
                new Loop(
                        LOG,
                        "backfill",
                        "A backfill cannot go on: %s. It is tried every second; check PostgreSQL at DATABASE_URL",
                        LOOK,
                        bell,
                        this::run);
    }

    @PostConstruct
    void start() {
        finding.start();
        running.start();
    }

    /// Those who look on are sent away: the process waits for requests before it ends loops.
    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    /// Nobody is marked any more. Whatever is under way is repeated by the next replica.
    void stop(@Observes DrainStage.Intake stage) {
        stopping = true;
        stage.end(running);
        stage.end(finding);
    }

    /// For those who look on.
    boolean isStopping() {
        return stopping;
    }

    Duration find() {
        reading = true;
        try {
            return lease(true).map(listing::step).map(BackfillLoop::shorter).orElse(LOOK);
        } finally {
            reading = false;
        }
    }

    Duration run() {
        if (reading) {
            jdbi.useTransaction(tx -> rows.renewListing(tx, owner));
        }
        prune();
        return lease(false).map(one -> progress.step(one)).map(BackfillLoop::shorter).orElse(LOOK);
    }

    private Optional<Backfill> lease(boolean listing) {
        return jdbi.inTransaction(tx -> rows.lease(tx, listing, owner));
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LOOK) < 0 ? pause : LOOK;
    }

    private void prune() {
        Instant now = clock.instant();
        if (Duration.between(pruned, now).compareTo(PRUNE) >= 0) {
            pruned = now;
            int _ = jdbi.inTransaction(tx -> rows.prune(tx, now.minus(KEPT)));
            while (!stopping && jdbi.inTransaction(tx -> forgetNames(tx, now.minus(NAMED)))) {}
        }
    }

    /// Of one backfill, whose row is locked meanwhile.
    private boolean forgetNames(Handle tx, Instant before) {
        Optional<UUID> named = rows.named(tx, before);
        named.ifPresent(id -> {
            users.forgetNames(tx, id);
            rows.nameless(tx, id);
        });
        return named.isPresent();
    }
}
