package dev.hostkeysync.scim;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/// Refuses with a SCIM error what the HTTP server would refuse without one: huge bodies and long
/// addresses. Says with every 405 what is allowed instead.
@ApplicationScoped
class ScimGate {

    /// Below this an endpoint reads what is too much and the connection lives on; the server's own
    /// limit (`quarkus.http.limits.max-body-size`) is above it.
    private static final long UNREADABLE_BYTES = 8L << 20;

    /// The server's own limit (`quarkus.http.limits.max-initial-line-length`) is above it.
    private static final int MAX_ADDRESS = 32_768;

    private static final String GROUPS = ScimHttp.ROOT + ResourceType.GROUP.endpoint();

    void register(@Observes Filters filters) {
        filters.register(ScimGate::check, /* priority, inside the metrics */ 900);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.path().startsWith(ScimHttp.ROOT)) {
            context.next();
            return;
        }
        Optional<ScimException> refusal = refusal(request);
        if (refusal.isPresent()) {
            refuse(context.response(), refusal.get());
        } else {
            context.addHeadersEndHandler(_ -> allow(request));
            context.next();
        }
    }

    private static Optional<ScimException> refusal(HttpServerRequest request) {
        if (contentLength(request) > UNREADABLE_BYTES) {
            return Optional.of(tooLarge(request.path()));
        }
        if (request.uri().length() > MAX_ADDRESS) {
            return Optional.of(
                    ScimException.of(
                            414,
                            "the address is over " + MAX_ADDRESS + " characters; use .search"));
        }
        return Optional.empty();
    }

    private static ScimException tooLarge(String path) {
        if (path.equals(ScimHttp.ROOT + "/Bulk")) {
            return BulkRequest.tooLarge();
        }
        return ScimJson.tooLarge(
                "the body",
                path.startsWith(GROUPS) ? ResourceType.GROUP.maxBytes() : ScimJson.MAX_BYTES);
    }

    private static void refuse(HttpServerResponse response, ScimException refusal) {
        response.setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.SCIM)
                // What the sender still has to say is not listened to.
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Buffer.buffer(ScimJson.bytes(refusal.body())));
    }

    private static void allow(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.getStatusCode() == 405 && !response.headers().contains(HttpHeaders.ALLOW)) {
            response.putHeader(
                    HttpHeaders.ALLOW,
                    AllowedMethods.at(request.path().substring(ScimHttp.ROOT.length())));
        }
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
