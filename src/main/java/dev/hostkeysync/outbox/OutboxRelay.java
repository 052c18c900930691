package dev.hostkeysync.outbox;

import dev.hostkeysync.common.Cadence;
import dev.hostkeysync.common.DrainStage;
import dev.hostkeysync.common.Loop;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/// Empties the outbox for as long as the process lives: batch after batch while there is something,
/// then sleeps until the bell or the next look. A failure is logged once per streak and tried again
/// with a growing, jittered pause.
@Startup
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    // Another replica holds the lock and will most likely take our rows too; look again soon in
    // case it just finished.
    private static final Duration AFTER_A_MISS = Duration.ofMillis(50);

    private final Topics topics;
    private final OutboxBatch batch;
    private final OutboxConfig config;
    private final Loop loop;
    private final Cadence cadence = new Cadence(Duration.ofMillis(5));

    OutboxRelay(Topics topics, OutboxBatch batch, RelayBell bell, OutboxConfig config) {
        this.topics = topics;
        this.batch = batch;
        this.config = config;
        this.loop = new Loop("outbox-relay", new Failures(), bell, this::turn);
    }

    @PostConstruct
    void start() {
        loop.start();
    }

    /// Last of the loops: what the others commit while they end is still sent.
    void stop(@Observes DrainStage.Relay stage) {
        stage.end(loop);
    }

    /// One look at the outbox.
    private Duration turn() {
        cadence.await();
        topics.ensure();
        return switch (batch.relay()) {
            case SENT -> Duration.ZERO;
            case SENT_ALL, NOTHING_TO_SEND -> config.relayPollInterval();
            case HELD_BY_ANOTHER_REPLICA -> AFTER_A_MISS;
        };
    }

    private static final class Failures implements Loop.Failures {

        private Duration pause = Duration.ZERO;

        @Override
        public Duration after(Throwable thrown, boolean first) {
            if (first) {
                LOG.warnf(
                        "Cannot relay to Kafka: %s. The messages stay in the outbox and are sent when it works again;"
                                + " check the brokers in KAFKA_BOOTSTRAP_SERVERS and the database",
                        OutboxBatch.reasonOf(thrown));
                LOG.debug("Cannot relay to Kafka", thrown);
            }
            pause = first ? FIRST_PAUSE : longer(pause);
            return pause;
        }

        @Override
        public void over() {
            LOG.info("Relaying to Kafka works again");
        }

        private static Duration longer(Duration pause) {
            long doubled = Math.min(pause.toMillis() * 2, LONGEST_PAUSE.toMillis());
            return Duration.ofMillis(
                    doubled * 3 / 4 + ThreadLocalRandom.current().nextLong(doubled / 4));
        }
    }
}
