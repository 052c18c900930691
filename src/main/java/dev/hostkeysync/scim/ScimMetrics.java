package dev.hostkeysync.scim;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;

/// `hostkeysync_scim_requests_seconds`: every request below `/scim/v2`, those included that never
/// reach an endpoint, from its first header to the last byte of the answer.
@ApplicationScoped
class ScimMetrics {

    private static final String PREFIX = ScimHttp.ROOT + "/";

    // Whatever else a caller writes into a path or a method must not become a time series.
    private static final Set<String> RESOURCES =
            Set.of(
                    "Users",
                    "Groups",
                    "Bulk",
                    "Me",
                    "ServiceProviderConfig",
                    "ResourceTypes",
                    "Schemas");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final String OTHER = "other";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;

    ScimMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void register(@Observes Filters filters) {
        filters.register(this::time, /* priority, outermost */ 1000);
    }

    private void time(RoutingContext context) {
        String path = context.request().path();
        if (path.equals(ScimHttp.ROOT) || path.startsWith(PREFIX)) {
            long start = System.nanoTime();
            context.addEndHandler(_ -> record(context, System.nanoTime() - start));
        }
        context.next();
    }

    private void record(RoutingContext context, long nanos) {
        Timer.builder("hostkeysync.scim.requests")
                .description("SCIM requests")
                .tag("resource", resource(context.request().path()))
                .tag("method", known(METHODS, context.request().method().name()))
                .tag("status", Integer.toString(context.response().getStatusCode()))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    static String resource(String path) {
        String rest = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
        int slash = rest.indexOf('/');
        return known(RESOURCES, slash < 0 ? rest : rest.substring(0, slash));
    }

    private static String known(Set<String> names, String name) {
        return names.contains(name) ? name : OTHER;
    }
}
