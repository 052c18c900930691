package dev.hostkeysync.portal;

import dev.hostkeysync.common.ErrorAnswers;
import dev.hostkeysync.common.Problem;
import io.quarkus.security.AuthenticationCompletionException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// A sign-in that the issuer, or we, broke off. Why is in the log; it may quote the issuer.
@ApplicationScoped
class SignInFaults {

    static final Problem BROKEN_OFF =
            Problem.of("sign-in-failed", 401, "The sign-in did not succeed")
                    .detail(
                            "The service that signs people in refused it, you broke it off, or it took"
                                    + " longer than five minutes. Go to the first page to start again;"
                                    + " if it goes on, tell your IT support.");

    private final ErrorAnswers answers;

    SignInFaults(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ServerExceptionMapper
    Response brokenOff(AuthenticationCompletionException failure, RoutingContext context) {
        return answers.answer(context.normalizedPath(), BROKEN_OFF).build();
    }
}
