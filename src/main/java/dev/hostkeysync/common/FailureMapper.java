package dev.hostkeysync.common;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// What becomes of an exception that no endpoint caught. No text of an exception reaches the
/// caller: it may quote a body, a statement or a secret.
@ApplicationScoped
class FailureMapper {

    private static final Logger LOG = Logger.getLogger(FailureMapper.class);

    private final ErrorAnswers answers;

    FailureMapper(ErrorAnswers answers) {
        this.answers = answers;
    }

    // Jackson's exceptions are named because Quarkus has mappers of its own for them.
    @ServerExceptionMapper({
        Throwable.class,
        WebApplicationException.class,
        JsonProcessingException.class,
        com.fasterxml.jackson.databind.exc.MismatchedInputException.class
    })
    Response map(Throwable failure, RoutingContext request) {
        return answers.answer(request.normalizedPath(), problem(failure, request)).build();
    }

    private static Problem problem(Throwable failure, RoutingContext request) {
        return switch (failure) {
            case ProblemException known -> known.problem();
            case WebApplicationException http -> Problems.ofStatus(http.getResponse().getStatus());
            case JsonProcessingException _ ->
                    Problems.badRequest("the body is not JSON of the expected form");
            case Throwable _ when DatabaseFaults.mayPass(failure) -> unavailable(failure, request);
            case Throwable _ when brokeOff(failure, request) -> unfinished(request);
            case Throwable _ -> internalError(failure, request);
        };
    }

    private static Problem unavailable(Throwable failure, RoutingContext request) {
        // One line, no trace: while the database is away there is one for every request.
        LOG.warnf(
                "Answered 503 to %s: PostgreSQL does not answer (%s). Check DATABASE_URL and the"
                        + " database; the sender was told to try again",
                request.request().method(), failure.getClass().getSimpleName());
        return Problems.UNAVAILABLE;
    }

    private static boolean brokeOff(Throwable failure, RoutingContext request) {
        return request.response().closed()
                && Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .limit(20)
                        .anyMatch(IOException.class::isInstance);
    }

    private static Problem unfinished(RoutingContext request) {
        // Nobody is there to read the answer, and whoever likes can make it happen at any rate.
        LOG.debugf(
                "The sender of a %s broke off in the middle of its body",
                request.request().method());
        return Problems.badRequest("the body ended early");
    }

    private static Problem internalError(Throwable failure, RoutingContext request) {
        LOG.errorf(
                failure,
                "Answered 500 to %s: a fault of the service, please report it with this trace",
                request.request().method());
        return Problems.INTERNAL_ERROR;
    }
}
