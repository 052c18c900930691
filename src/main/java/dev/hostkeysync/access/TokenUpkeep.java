package dev.hostkeysync.access;

import dev.hostkeysync.common.Bell;
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
    private final Loop loop;
    private Instant written;

    TokenUpkeep(KnownTokens known, TokenUses uses, InstantSource clock) {
        this.known = known;
        this.uses = uses;
        this.clock = clock;
        this.written = clock.instant();
        this.loop =
                new Loop("token-upkeep", TokenUpkeep::complain, new Bell(), this::turn)
                        .atEnd(uses::flush);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    void stop(@Observes DrainStage.Work stage) {
        stage.end(loop);
    }

    private Duration turn() {
        known.refresh();
        Instant now = clock.instant();
        if (Duration.between(written, now).compareTo(WRITE) >= 0) {
            written = now;
            uses.flush();
        }
        return LOOK;
    }

    private static Duration complain(Throwable thrown, boolean first) {
        if (first) {
            LOG.error("Cannot keep the tokens up to date: a fault of the service", thrown);
        }
        return LOOK;
    }
}
