package dev.hostkeysync.subscription;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Who listens and what waits for them, for Prometheus.
@Startup
@ApplicationScoped
class SubscriptionGauges {

    private record Level(long waiting, Map<State, Long> subscriptions) {}

    SubscriptionGauges(Samples samples, MeterRegistry metrics) {
        Sample<Level> level = samples.of(new Level(0, Map.of()), SubscriptionGauges::read);
        Gauge.builder("hostkeysync_subscription_waiting", () -> level.get().waiting())
                .description("Deliveries to subscribers that are left to do")
                .register(metrics);
        for (State state : State.values()) {
            Gauge.builder(
                            "hostkeysync_subscriptions",
                            () -> level.get().subscriptions().getOrDefault(state, 0L))
                    .description("Subscriptions to host-key events over HTTP")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(metrics);
        }
    }

    private static Level read(Handle handle) {
        Map<State, Long> subscriptions = new EnumMap<>(State.class);
        handle.select("SELECT state, count(*) FROM subscription GROUP BY state")
                .map((row, _) -> Map.entry(State.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(entry -> subscriptions.put(entry.getKey(), entry.getValue()));
        long waiting =
                handle.select("SELECT count(*) FROM subscription_delivery WHERE due_at IS NOT NULL")
                        .mapTo(Long.class)
                        .one();
        return new Level(waiting, subscriptions);
    }
}
