package dev.hostkeysync.common;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// How the process ends after SIGTERM, in this order:
///
/// 1. Readiness goes down. With `QUARKUS_SHUTDOWN_DELAY`, requests are answered for so long.
/// 2. New requests are refused ([IntakeGate]); those under way get their answer, for which Quarkus
///    waits (`quarkus.shutdown.timeout`). Then it closes the port.
/// 3. [DrainStage.Intake]: nothing comes in from Kafka, offsets are committed, partitions are given
///    up.
/// 4. [DrainStage.Work]: calls under way come to their end and are written down, leases without a
///    call are given back.
/// 5. [DrainStage.Relay]: what that committed is sent.
///
/// Then Quarkus closes the pool of connections. Who observes anything of that but a stage is not in
/// this order.
@ApplicationScoped
class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);

    private static final Duration INTAKE_AT_MOST = Duration.ofSeconds(5);

    /// Since the signal. After 25 s everything must have ended.
    private static final Duration WORK_BY = Duration.ofSeconds(20);

    private static final Duration RELAY_BY = Duration.ofSeconds(23);

    private final Consumer<DrainStage> observers;
    private final LongSupplier nanoTime;
    private final Duration delay;
    private volatile boolean begun;
    private volatile long since;

    @Inject
    Drain(
            Event<DrainStage> observers,
            @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this(observers::fire, System::nanoTime, delay.orElse(Duration.ZERO));
    }

    Drain(Consumer<DrainStage> observers, LongSupplier nanoTime, Duration delay) {
        this.observers = observers;
        this.nanoTime = nanoTime;
        this.delay = delay;
    }

    /// The signal came.
    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        begin(delay);
    }

    /// Whether new requests are refused.
    boolean refuses() {
        return begun && nanoTime.getAsLong() - since >= 0;
    }

    /// The requests under way were answered, or took too long.
    void run(@Observes ShutdownEvent event) throws InterruptedException {
        List<String> left = run();
        double seconds = sinceSignal().toMillis() / 1000.0;
        if (left.isEmpty()) {
            LOG.infof("Drained in %.1f s, nothing is left over", seconds);
        } else {
            LOG.warnf(
                    "Stopping after %.1f s with work under way, which is taken up again by whoever runs: %s",
                    seconds, String.join("; ", left));
        }
    }

    /// @return what had not ended in time
    List<String> run() throws InterruptedException {
        if (!begun) {
            begin(Duration.ZERO);
        }
        List<String> left = new ArrayList<>();
        left.addAll(end(new DrainStage.Intake(), INTAKE_AT_MOST));
        left.addAll(end(new DrainStage.Work(), WORK_BY.minus(sinceSignal())));
        left.addAll(end(new DrainStage.Relay(), RELAY_BY.minus(sinceSignal())));
        return left;
    }

    private void begin(Duration later) {
        since = nanoTime.getAsLong() + later.toNanos();
        begun = true;
    }

    private Duration sinceSignal() {
        return Duration.ofNanos(nanoTime.getAsLong() - since);
    }

    private List<String> end(DrainStage stage, Duration atMost) throws InterruptedException {
        List<String> left = new ArrayList<>();
        try {
            observers.accept(stage);
        } catch (RuntimeException e) {
            // Who was told goes on ending; the next stage must still come.
            LOG.error("A part of the service could not be told to end", e);
            left.add("what was not told to end");
        }
        left.addAll(stage.await(atMost));
        return left;
    }
}
