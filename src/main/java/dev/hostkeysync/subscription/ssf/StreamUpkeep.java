package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import dev.hostkeysync.subscription.DeliveryBell;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// Once a minute: disables streams that grow and that nobody fetches, and forgets old signing keys.
@Startup
@ApplicationScoped
class StreamUpkeep {

    private static final Logger LOG = Logger.getLogger(StreamUpkeep.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Streams streams;
    private final StreamStatus status;
    private final SigningKeyRows keys;
    private final DeliveryBell bell;
    private final TransmitterConfig config;
    private final InstantSource clock;
    private final Loop loop;

    StreamUpkeep(
            Jdbi jdbi,
            Streams streams,
            StreamStatus status,
            SigningKeyRows keys,
            DeliveryBell bell,
            TransmitterConfig config,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.streams = streams;
        this.status = status;
        this.keys = keys;
        this.bell = bell;
        this.config = config;
        this.clock = clock;
        this.loop =
                new Loop(
                        LOG,
                        "ssf-upkeep",
                        "Cannot look after the Shared Signals streams: %s. It is tried every minute; check PostgreSQL at"
                                + " DATABASE_URL",
                        LOOK,
                        () -> {
                            turn();
                            return LOOK;
                        });
    }

    /// Not at once: after a standstill receivers get the time to be heard.
    @PostConstruct
    void start() {
        loop.start(LOOK);
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
    }

    void turn() {
        Instant now = clock.instant();
        Instant since = now.minus(config.inactivityTimeout());
        List<UUID> abandoned = jdbi.withHandle(handle -> streams.abandoned(handle, since));
        abandoned.forEach(id -> abandon(id, since));
        int _ = jdbi.inTransaction(tx -> keys.prune(tx, now));
    }

    private void abandon(UUID id, Instant since) {
        String reason =
                "the receiver was not heard of for "
                        + config.inactivityTimeout().toHours()
                        + " hours";
        boolean done =
                jdbi.inTransaction(tx -> {
                    var stream = streams.lock(tx, id).filter(one -> one.activeAt().isBefore(since));
                    stream.ifPresent(one -> status.abandon(tx, one, reason));
                    return stream.isPresent();
                });
        if (done) {
            LOG.warnf(
                    "The stream %s is disabled, and what waited for it forgotten: %s. Its receiver can enable it again at %s",
                    id, reason, Issuer.STATUS);
            bell.ring();
        }
    }
}
