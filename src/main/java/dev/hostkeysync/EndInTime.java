package dev.hostkeysync;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Ends the process 25 s after SIGTERM whatever hangs, and soon while it has not started: a start
/// that waits for PostgreSQL hears of no signal, and has nothing to bring to its end. Either is as
/// safe as a kill, only untidy.
@ApplicationScoped
class EndInTime {

    private static final Duration AT_MOST = Duration.ofSeconds(25);
    private static final Duration BEFORE_START = Duration.ofSeconds(2);

    /// As a shell tells of a process that SIGTERM ended.
    private static final int STATUS = 143;

    /// There is one process, and its hooks know no beans.
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    /// Last of all: from here on there is something to drain.
    void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
        STARTED.set(true);
    }

    /// To be called before anything starts.
    static void watch() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(EndInTime::begin));
    }

    /// The JVM waits for its hooks, and for no daemon.
    private static void begin() {
        Duration left =
                STARTED.get()
                        ? AT_MOST.plus(delay(System.getenv("QUARKUS_SHUTDOWN_DELAY")))
                        : BEFORE_START;
        Thread _ = Thread.ofPlatform().daemon().name("end-in-time").start(() -> haltAfter(left));
    }

    /// How long requests are answered after the signal.
    static Duration delay(@Nullable String variable) {
        return variable == null || variable.isBlank()
                ? Duration.ZERO
                : DurationConverter.parseDuration(variable.strip());
    }

    private static void haltAfter(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            return;
        }
        System.err.println(
                "hostkey-sync ends %d s after the signal with something still under way; it is taken up again by whoever runs"
                        .formatted(time.toSeconds()));
        Runtime.getRuntime().halt(STATUS);
    }
}
