package dev.hostkeysync.tracing;

import dev.hostkeysync.common.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where traces come in: every request of an API or a webhook, and whatever else changes something;
/// not the pages, health and metrics. Of its address a span tells the template of the route alone.
@ApplicationScoped
class RequestTraces {

    // Whatever else a caller takes for a method is theirs.
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER = "_OTHER";

    /// Where Quarkus leaves the template of the endpoint that it found: in what is local to a
    /// request.
    private static final String TEMPLATE = "UrlPathTemplate";

    private final Spans spans;

    RequestTraces(Spans spans) {
        this.spans = spans;
    }

    void register(@Observes Filters filters) {
        filters.register(this::trace, /* priority, inside the metrics */ 990);
    }

    private void trace(RoutingContext request) {
        if (isTraced(request.request().path(), request.request().method())) {
            String method = method(request.request().method().name());
            spans.request(method, parent(request))
                    .ifPresent(context -> follow(request, method, context));
        }
        request.next();
    }

    static boolean isTraced(@Nullable String path, HttpMethod method) {
        return path != null
                && (path.startsWith("/api/")
                        || path.startsWith("/scim/")
                        || path.startsWith("/webhooks/")
                        || method.equals(HttpMethod.POST));
    }

    static String method(String name) {
        return METHODS.contains(name) ? name : OTHER;
    }

    /// Two of them are as good as none (W3C Trace Context, section 3.2.1).
    private static Optional<TraceParent> parent(RoutingContext request) {
        var given = request.request().headers().getAll("traceparent");
        return given.size() == 1 ? TraceParent.parse(given.getFirst()) : Optional.empty();
    }

    @SuppressWarnings("MustBeClosedChecker") // it lasts as long as the request
    private static void follow(RoutingContext request, String method, Context context) {
        Scope scope = context.makeCurrent();
        io.vertx.core.Context local = Vertx.currentContext();
        request.addEndHandler(_ -> {
            end(
                    Span.fromContext(context),
                    method,
                    Optional.ofNullable(local.getLocal(TEMPLATE)),
                    request.response().getStatusCode());
            scope.close();
        });
    }

    static void end(Span span, String method, Optional<String> route, int status) {
        route.ifPresent(template -> {
            span.updateName(method + " " + template);
            span.setAttribute("http.route", template);
        });
        span.setAttribute("http.response.status_code", status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
