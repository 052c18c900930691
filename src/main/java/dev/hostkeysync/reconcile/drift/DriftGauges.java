package dev.hostkeysync.reconcile.drift;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What the last check found and how long ago that was, for Prometheus.
@Startup
@ApplicationScoped
class DriftGauges {

    /// @param done the last that came to its end
    /// @param last the last of any state
    /// @param installed when the schema was made
    private record Level(
            Optional<DriftCheck> done, Optional<DriftCheck> last, Optional<Instant> installed) {

        Level(Optional<DriftCheck> done, Optional<DriftCheck> last) {
            this(done, last, Optional.empty());
        }

        /// Where no check ever came to its end, it has been due since the schema was made.
        Optional<Instant> since() {
            return done.flatMap(DriftCheck::endedAt).or(() -> installed);
        }
    }

    DriftGauges(Samples samples, DriftChecks checks, InstantSource clock, MeterRegistry metrics) {
        Sample<Level> level =
                samples.of(
                        new Level(Optional.empty(), Optional.empty()),
                        handle -> read(checks, handle));
        for (Kind kind : Kind.values()) {
            Gauge.builder("hostkeysync_drift_findings", () -> found(level.get(), kind))
                    .description("Findings of the last drift check that came to its end")
                    .tag("kind", kind.word())
                    .register(metrics);
        }
        Gauge.builder(
                        "hostkeysync_drift_check_age_seconds",
                        () -> age(level.get(), clock.instant()))
                .description(
                        "Time since the last drift check came to its end, before the first since the schema was made")
                .register(metrics);
        for (State state : State.values()) {
            Gauge.builder(
                            "hostkeysync_drift_check_state",
                            () ->
                                    level.get()
                                                    .last()
                                                    .filter(one -> one.state() == state)
                                                    .isPresent()
                                            ? 1
                                            : 0)
                    .description("1 for the state of the last drift check")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
        }
    }

    private static Level read(DriftChecks checks, Handle handle) {
        return new Level(checks.last(handle, true), checks.last(handle, false), installed(handle));
    }

    private static Optional<Instant> installed(Handle handle) {
        return handle.createQuery(
                        "SELECT min(installed_on)::timestamptz FROM flyway_schema_history")
                .mapTo(Instant.class)
                .findOne();
    }

    private static double found(Level level, Kind kind) {
        return level.done()
                .flatMap(DriftCheck::found)
                .map(counts -> counts.getOrDefault(kind.word(), 0))
                .orElse(0);
    }

    private static double age(Level level, Instant now) {
        return level.since()
                .map(since -> Duration.between(since, now).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
