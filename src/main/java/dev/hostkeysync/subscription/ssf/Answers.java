package dev.hostkeysync.subscription.ssf;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// What the management endpoints have in common.
final class Answers {

    /// Of a body.
    private static final int MOST_BYTES = 64 * 1024;

    private Answers() {}

    static Body body(byte @Nullable [] bytes) {
        return Body.parse(bytes, MOST_BYTES);
    }

    static Response of(int status, Object entity) {
        return Response.status(status)
                .entity(entity)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /// Nothing in it.
    static Response empty(int status) {
        return Response.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    static Response noContent() {
        return empty(204);
    }
}
