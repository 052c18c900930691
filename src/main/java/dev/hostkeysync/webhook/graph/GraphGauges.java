package dev.hostkeysync.webhook.graph;

import dev.hostkeysync.common.Sample;
import dev.hostkeysync.common.Samples;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/// How far behind Microsoft Graph we are, for Prometheus; nothing while it is off.
@Startup
@ApplicationScoped
class GraphGauges {

    private record Level(long pending, double oldestSeconds, double subscriptionSeconds) {}

    GraphGauges(Samples samples, GraphConfig config, MeterRegistry metrics) {
        if (config.clientStates().isEmpty()) {
            return;
        }
        Sample<Level> level = samples.of(new Level(0, 0, 0), GraphGauges::read);
        Gauge.builder("hostkeysync_graph_pending", () -> level.get().pending())
                .description("Users that Microsoft Graph told of and that are not looked at yet")
                .register(metrics);
        Gauge.builder("hostkeysync_graph_oldest_seconds", () -> level.get().oldestSeconds())
                .description("Time since the first of them was noticed")
                .register(metrics);
        Gauge.builder(
                        "hostkeysync_graph_subscription_seconds",
                        () -> level.get().subscriptionSeconds())
                .description("Time until the subscription ends unless it is renewed")
                .register(metrics);
    }

    private static Level read(Handle handle) {
        return handle.select(
                        """
                        SELECT count(*), coalesce(extract(epoch FROM now() - min(noticed_at)), 0),
                            (SELECT coalesce(greatest(extract(epoch FROM expires_at - now()), 0), 0)
                                FROM graph_watch)
                        FROM graph_pending
                        """)
                .map((row, _) -> new Level(row.getLong(1), row.getDouble(2), row.getDouble(3)))
                .one();
    }
}
