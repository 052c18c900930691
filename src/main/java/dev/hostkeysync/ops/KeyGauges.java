package dev.hostkeysync.ops;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import dev.hostkeysync.hostkey.HostKeyLedger;
import dev.hostkeysync.hostkey.HostKeyState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;

/// How many versions of keys there are, for Prometheus: the same on every replica.
@Startup
@ApplicationScoped
class KeyGauges {

    KeyGauges(Samples samples, HostKeyLedger ledger, MeterRegistry metrics) {
        // Counting reads the whole table: of a large one, not every second.
        Sample<Map<HostKeyState, Long>> counts = samples.of(Map.of(), ledger::countByState);
        for (HostKeyState state : HostKeyState.values()) {
            Gauge.builder("hostkeysync_host_keys", () -> counts.get().getOrDefault(state, 0L))
                    .description("Versions of host keys")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
        }
    }
}
