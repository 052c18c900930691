package dev.hostkeysync.common;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Refuses requests that come while those under way get their answers, at the end of the process:
/// one that is taken now might lose its own. Health and metrics are told until the port closes.
///
/// NB: Quarkus goes on taking them, and waits for a moment without any.
@ApplicationScoped
class IntakeGate {

    private static final Problem STOPPING =
            Problems.UNAVAILABLE
                    .detail("this replica is being stopped, nothing was done; try again")
                    .retryAfter(Duration.ofSeconds(1));

    private final Drain drain;
    private final ErrorAnswers answers;

    IntakeGate(Drain drain, ErrorAnswers answers) {
        this.drain = drain;
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, /* priority, inside the metrics, before AddressGate */ 960);
    }

    private void check(RoutingContext context) {
        if (drain.refuses() && !isAboutUs(context.request().path())) {
            answers.send(context, STOPPING);
        } else {
            context.next();
        }
    }

    private static boolean isAboutUs(@Nullable String path) {
        return path != null && path.startsWith("/q/");
    }
}
