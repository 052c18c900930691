package dev.hostkeysync.access;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Problems;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Lets callers in by their bearer token. A refused token leaves the caller anonymous: the endpoint
/// asks for a sign-in, if it wants one at all.
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String CHALLENGE = "Bearer realm=\"hostkey-sync\"";
    private static final String REASON = BearerMechanism.class.getName() + ".reason";

    private final SignIn signIn;
    private final Executor waiting = Executors.newVirtualThreadPerTaskExecutor();

    BearerMechanism(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identityProviders) {
        Optional<String> token = BearerHeader.token(authorization(context));
        if (token.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        String source = Source.of(context.request().remoteAddress());
        return signIn.signInAtOnce(token.get(), source)
                .map(outcome -> Uni.createFrom().item(outcome))
                .orElseGet(() -> offEventLoop(token.get(), source))
                .flatMap(outcome -> answer(context, outcome));
    }

    /// Why the token of a request was refused, for whoever sent it; empty when none was.
    static Optional<String> reasonOf(RoutingContext context) {
        return Optional.ofNullable(context.get(REASON));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        // RFC 6750 section 3: no error code where the request carried no authentication at all.
        String challenge =
                authorization(context) == null
                        ? CHALLENGE
                        : CHALLENGE + ", error=\"invalid_token\"";
        return Uni.createFrom()
                .item(new ChallengeData(401, HttpHeaderNames.WWW_AUTHENTICATE, challenge));
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(
                        new HttpCredentialTransport(
                                HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }

    /// Before every other mechanism: those refuse a bearer token that is not theirs.
    @Override
    public int getPriority() {
        return 2 * DEFAULT_PRIORITY;
    }

    private Uni<SignIn.Outcome> offEventLoop(String token, String source) {
        Uni<SignIn.Outcome> outcome =
                Uni.createFrom()
                        .item(() -> signIn.signIn(token, source))
                        .runSubscriptionOn(waiting);
        @Nullable Context asked = Vertx.currentContext();
        return asked == null
                ? outcome
                : outcome.emitOn(task -> asked.runOnContext(_ -> task.run()));
    }

    private static Uni<SecurityIdentity> answer(RoutingContext context, SignIn.Outcome outcome) {
        return switch (outcome) {
            case SignIn.Outcome.In(Caller caller) -> Uni.createFrom().item(caller.identity());
            case SignIn.Outcome.Refused(String reason) -> {
                context.put(REASON, reason);
                yield Uni.createFrom().nullItem();
            }
            case SignIn.Outcome.ComeAgain(String cause, Duration retryAfter) ->
                    failed(
                            Problems.UNAVAILABLE
                                    .detail("the token cannot be checked now: " + cause)
                                    .retryAfter(retryAfter));
            case SignIn.Outcome.HeldBack(Duration retryAfter) ->
                    failed(
                            Problem.of("too-many-failures", 429, "Too many failed sign-ins")
                                    .detail("this token is not known, as others of this address")
                                    .retryAfter(retryAfter));
        };
    }

    private static Uni<SecurityIdentity> failed(Problem problem) {
        return Uni.createFrom().failure(problem.toException());
    }

    private static @Nullable String authorization(RoutingContext context) {
        return context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    }
}
