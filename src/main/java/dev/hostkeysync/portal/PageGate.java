package dev.hostkeysync.portal;

import dev.hostkeysync.common.ErrorAnswers;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.common.PublicUrlConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

/// Goes before every page: no pages without a sign-in, the headers that keep a browser on our side,
/// and nothing that other sites have a browser send.
@ApplicationScoped
class PageGate {

    private static final Problem OFF =
            Problems.NOT_FOUND.detail(
                    "the pages are off: people can sign in once OIDC_ISSUER, OIDC_CLIENT_ID and"
                            + " OIDC_CLIENT_SECRET are set");

    static final Problem FOREIGN =
            Problem.of("foreign-request", 403, "This did not come from our own page")
                    .detail(
                            "Your browser says that another website made this request, or it does not"
                                    + " say which one did, so nothing was done. Open the page itself"
                                    + " and try again there.");

    private final PagesTenant tenant;
    private final SameOrigin sameOrigin;
    private final ErrorAnswers answers;

    PageGate(PagesTenant tenant, PublicUrlConfig publicUrl, ErrorAnswers answers) {
        this.tenant = tenant;
        this.sameOrigin = new SameOrigin(publicUrl);
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, /* priority, inside the address gate */ 940);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        if (!PagePaths.cover(path)) {
            context.next();
            return;
        }
        if (!tenant.isOn()) {
            end(context, OFF);
            return;
        }
        BrowserPolicy.HEADERS.forEach(context.response()::putHeader);
        if (!PagePaths.isAsset(path)) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (sameOrigin.allows(context.request())) {
            context.next();
        } else {
            end(context, FOREIGN);
        }
    }

    private void end(RoutingContext context, Problem problem) {
        Response answer = answers.answer(context.normalizedPath(), problem).build();
        HttpServerResponse response =
                context.response()
                        .setStatusCode(answer.getStatus())
                        .putHeader(
                                HttpHeaders.CONTENT_TYPE,
                                answer.getHeaderString(HttpHeaders.CONTENT_TYPE.toString()));
        var _ = response.end(Buffer.buffer((byte[]) answer.getEntity()));
    }
}
