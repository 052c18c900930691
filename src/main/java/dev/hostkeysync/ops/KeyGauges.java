package dev.hostkeysync.ops;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.HostKeyState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/// How many versions of keys there are, for Prometheus: the same on every replica.
@Startup
@ApplicationScoped
class KeyGauges {

    /// Counting reads the whole table.
    private static final Duration PERIOD = Duration.ofMinutes(1);

    KeyGauges(Jdbi jdbi, HostKeyLedger ledger, InstantSource clock, MeterRegistry metrics) {
        Sample<Map<HostKeyState, Long>> counts =
                new Sample<>(Map.of(), () -> jdbi.withHandle(ledger::countByState), clock, PERIOD);
        for (HostKeyState state : HostKeyState.values()) {
            Gauge.builder("hostkeysync_host_keys", () -> counts.get().getOrDefault(state, 0L))
                    .description("Versions of host keys, counted once a minute")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
        }
    }
}
