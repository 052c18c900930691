package dev.hostkeysync.portal;

import dev.hostkeysync.common.PublicUrlConfig;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether a request that changes something comes from a page of ours, as the browser says itself
/// (Fetch Metadata, or `Origin` where a browser does not send that yet). The first of two guards
/// against forged requests; [CsrfTokens] is the other.
record SameOrigin(PublicUrlConfig publicUrl) {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    boolean allows(HttpServerRequest request) {
        return READING.contains(request.method())
                || allows(
                        request.getHeader("Sec-Fetch-Site"),
                        request.getHeader("Origin"),
                        request.scheme() + "://" + request.authority());
    }

    boolean allows(@Nullable String fetchSite, @Nullable String origin, String requestOrigin) {
        if (fetchSite != null) {
            return fetchSite.equals("same-origin");
        }
        return Optional.ofNullable(origin)
                .filter(publicUrl.base(requestOrigin)::equalsIgnoreCase)
                .isPresent();
    }
}
