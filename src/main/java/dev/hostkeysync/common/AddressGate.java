package dev.hostkeysync.common;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;

/// Refuses a request whose address is no URI, a `%` that begins no escape for one, in the form that
/// its path speaks. Nothing behind it has to expect such an address.
@ApplicationScoped
class AddressGate {

    private static final Problem BROKEN =
            Problems.badRequest("the address is no URI: a character in it must be percent-encoded");

    private final ErrorAnswers answers;

    AddressGate(ErrorAnswers answers) {
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, /* priority, inside the metrics */ 950);
    }

    private void check(RoutingContext context) {
        if (isUri(context.request().uri())) {
            context.next();
            return;
        }
        answers.send(context, BROKEN);
    }

    static boolean isUri(String text) {
        try {
            var _ = new URI(text);
            return true;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
