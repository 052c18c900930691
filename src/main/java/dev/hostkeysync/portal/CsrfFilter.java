package dev.hostkeysync.portal;

import dev.hostkeysync.common.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Lets nothing through to a page that changes something and does not carry the token.
@ApplicationScoped
class CsrfFilter {

    static final Problem STALE =
            Problem.of("stale-page", 403, "This page is out of date")
                    .detail(
                            "It was made for another sign-in than the one you have now, so nothing was"
                                    + " done. Reload the page and try again.");

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Visitors visitors;
    private final CsrfTokens tokens;

    CsrfFilter(Visitors visitors, CsrfTokens tokens) {
        this.visitors = visitors;
        this.tokens = tokens;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request, RoutingContext context) {
        if (PagePaths.cover(context.normalizedPath())
                && !READING.contains(request.getMethod())
                && !tokens.fits(
                        visitors.current().session(), request.getHeaderString(CsrfTokens.HEADER))) {
            throw STALE.toException();
        }
    }
}
