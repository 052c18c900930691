package dev.hostkeysync.outbox;

import dev.hostkeysync.common.Cadence;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
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
    private final RelayBell bell;
    private final OutboxConfig config;
    private final Thread thread;
    private final Cadence cadence = new Cadence(Duration.ofMillis(5));
    private volatile boolean stopping;
    private Duration pause = Duration.ZERO;

    OutboxRelay(Topics topics, OutboxBatch batch, RelayBell bell, OutboxConfig config) {
        this.topics = topics;
        this.batch = batch;
        this.bell = bell;
        this.config = config;
        this.thread = Thread.ofPlatform().name("outbox-relay").unstarted(this::run);
    }

    @PostConstruct
    void start() {
        thread.start();
    }

    /// NB: not `@PreDestroy`: Quarkus closes the database's pool before it destroys beans. Last of
    /// the loops: what the others commit while they end is still sent.
    void stop(@Observes @Priority(200) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        bell.ring();
        thread.join(Duration.ofSeconds(6));
    }

    private void run() {
        while (!stopping) {
            try {
                cadence.await();
                bell.await(turn());
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    /// One look at the outbox; returns how long to sleep before the next.
    private Duration turn() {
        try {
            topics.ensure();
            OutboxBatch.Result result = batch.relay();
            if (!pause.isZero()) {
                LOG.info("Relaying to Kafka works again");
                pause = Duration.ZERO;
            }
            return switch (result) {
                case SENT -> Duration.ZERO;
                case SENT_ALL, NOTHING_TO_SEND -> config.relayPollInterval();
                case HELD_BY_ANOTHER_REPLICA -> AFTER_A_MISS;
            };
        } catch (RuntimeException e) {
            if (pause.isZero()) {
                LOG.warnf(
                        "Cannot relay to Kafka: %s. The messages stay in the outbox and are sent when it works again;"
                                + " check the brokers in KAFKA_BOOTSTRAP_SERVERS and the database",
                        OutboxBatch.reasonOf(e));
                LOG.debug("Cannot relay to Kafka", e);
            }
            pause = next(pause);
            return pause;
        }
    }

    private static Duration next(Duration pause) {
        if (pause.isZero()) {
            return FIRST_PAUSE;
        }
        long doubled = Math.min(pause.toMillis() * 2, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(
                doubled * 3 / 4 + ThreadLocalRandom.current().nextLong(doubled / 4));
    }
}
