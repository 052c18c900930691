package dev.hostkeysync.access;

import dev.hostkeysync.common.ErrorAnswers;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Problems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// 401 and 403, with the challenge of whichever mechanism is asked and the error body of the path.
@ApplicationScoped
class RefusalMapper {

    private static final Logger LOG = Logger.getLogger(RefusalMapper.class);

    private final ErrorAnswers answers;

    RefusalMapper(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Uni<Response> unauthorized(RoutingContext context) {
        HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        return authenticator
                .getChallenge(context)
                .map(challenge -> challenged(context.normalizedPath(), challenge, detail(context)))
                .onFailure()
                .recoverWithItem(failure -> unavailable(context.normalizedPath(), failure));
    }

    /// Where people are to be sent to is not known while the issuer is away.
    private Response unavailable(String path, Throwable failure) {
        LOG.warnf(
                "Nobody can sign in: OIDC_ISSUER does not answer (%s). Check the issuer and the way"
                        + " to it; who is signed in already stays so",
                failure.getClass().getSimpleName());
        return answers.answer(
                        path,
                        Problem.of("sign-in-unavailable", 503, "Sign-in does not work now")
                                .detail(
                                        "The service that signs people in does not answer. Try again"
                                                + " in a minute; if it goes on, tell your IT"
                                                + " support.")
                                .retryAfter(Duration.ofSeconds(30)))
                .build();
    }

    @ServerExceptionMapper(ForbiddenException.class)
    Response forbidden(RoutingContext context) {
        return answers.answer(
                        context.normalizedPath(),
                        Problems.FORBIDDEN.detail("the token lacks the scope for this"))
                // RFC 6750 section 3.1.
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"hostkey-sync\", error=\"insufficient_scope\"")
                .build();
    }

    private Response challenged(String path, ChallengeData challenge, String detail) {
        // A mechanism for people answers with a redirect to the sign-in page instead.
        Response.ResponseBuilder answer =
                challenge.status == Response.Status.UNAUTHORIZED.getStatusCode()
                        ? answers.answer(path, Problems.UNAUTHORIZED.detail(detail))
                        : Response.status(challenge.status);
        challenge.getHeaders().forEach((name, value) -> answer.header(name.toString(), value));
        return answer.build();
    }

    private static String detail(RoutingContext context) {
        return BearerMechanism.reasonOf(context)
                .orElseGet(() ->
                        isTokenGiven(context)
                                ? "the bearer token is not known here"
                                : "send a bearer token in the Authorization header");
    }

    private static boolean isTokenGiven(RoutingContext context) {
        return context.request().headers().contains(HttpHeaders.AUTHORIZATION);
    }
}
