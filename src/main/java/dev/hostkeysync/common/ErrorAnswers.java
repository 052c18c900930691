package dev.hostkeysync.common;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// Turns a [Problem] into an answer in the form that the path speaks.
@ApplicationScoped
public class ErrorAnswers {

    private static final ErrorBody FALLBACK = new ProblemBody();

    private final List<ErrorBody> bodies;

    ErrorAnswers(@Any Instance<ErrorBody> bodies) {
        this.bodies = bodies.stream().toList();
    }

    /// The same for a request that nothing behind has seen.
    void send(RoutingContext context, Problem problem) {
        String path = context.request().path();
        Response answer = answer(path == null ? "/" : path, problem).build();
        HttpServerResponse response = context.response().setStatusCode(answer.getStatus());
        answer.getStringHeaders().forEach(response::putHeader);
        response.putHeader("Connection", "close").end(Buffer.buffer((byte[]) answer.getEntity()));
    }

    /// @param path of the request, beginning with a slash
    public Response.ResponseBuilder answer(String path, Problem problem) {
        ErrorBody body =
                bodies.stream().filter(form -> form.covers(path)).findFirst().orElse(FALLBACK);
        Response.ResponseBuilder answer =
                Response.status(problem.status())
                        .header(HttpHeaders.CONTENT_TYPE, body.mediaType())
                        .entity(body.write(problem));
        problem.retryAfter()
                .ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
        return answer;
    }
}
