package dev.hostkeysync.scim;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Refuses huge bodies with a SCIM error before the HTTP server refuses them without one.
@ApplicationScoped
class ScimGate {

    /// Below this an endpoint reads what is too much and the connection lives on; the server's own
    /// limit (`quarkus.http.limits.max-body-size`) is above it.
    private static final long UNREADABLE_BYTES = 8L << 20;

    private static final String GROUPS = ScimHttp.ROOT + ResourceType.GROUP.endpoint();

    void register(@Observes Filters filters) {
        filters.register(ScimGate::check, /* priority, inside the metrics */ 900);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.path().startsWith(ScimHttp.ROOT)
                || contentLength(request) <= UNREADABLE_BYTES) {
            context.next();
            return;
        }
        ScimException refusal =
                ScimJson.tooLarge(
                        "the body",
                        request.path().startsWith(GROUPS)
                                ? ResourceType.GROUP.maxBytes()
                                : ScimJson.MAX_BYTES);
        context.response()
                .setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.SCIM)
                // What the sender still has to say is not listened to.
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Buffer.buffer(ScimJson.bytes(refusal.body())));
    }

    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            // HTTP itself refuses it.
            return 0;
        }
    }
}
