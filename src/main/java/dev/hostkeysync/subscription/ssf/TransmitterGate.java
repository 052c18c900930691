package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.common.ErrorAnswers;
import dev.hostkeysync.common.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;

/// Answers 404 to everybody, signed in or not, while the transmitter is off.
@ApplicationScoped
class TransmitterGate {

    private static final Problem OFF =
            Problem.of("endpoint-off", 404, "This endpoint is off")
                    .detail("SSF_TRANSMITTER is not set to true.");

    private final TransmitterConfig config;
    private final ErrorAnswers answers;

    TransmitterGate(TransmitterConfig config, ErrorAnswers answers) {
        this.config = config;
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        if (!config.transmitter()) {
            filters.register(this::check, /* priority, inside the check of the address */ 940);
        }
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        if (!isOurs(path)) {
            context.next();
            return;
        }
        Response answer = answers.answer(path, OFF).build();
        context.response()
                .setStatusCode(answer.getStatus())
                .putHeader(
                        HttpHeaders.CONTENT_TYPE,
                        answer.getHeaderString(HttpHeaders.CONTENT_TYPE.toString()))
                .end(Buffer.buffer((byte[]) answer.getEntity()));
    }

    static boolean isOurs(String path) {
        return path.startsWith("/ssf/")
                || path.startsWith(Issuer.WELL_KNOWN)
                || path.startsWith(SigningKeyResource.PATH);
    }
}
