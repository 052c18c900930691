package dev.hostkeysync.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets callers in by their bearer token. A token that is not ours is no failure: the next
/// mechanism, OIDC for one, may know it; if none does, the caller stays anonymous and the endpoint
/// asks for a sign-in.
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    private static final String CHALLENGE = "Bearer realm=\"hostkey-sync\"";

    private final Tokens tokens;

    BearerMechanism(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identityProviders) {
        return BearerHeader.token(authorization(context))
                .flatMap(tokens::find)
                .map(caller -> Uni.createFrom().item(identity(caller)))
                .orElseGet(() -> Uni.createFrom().nullItem());
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

    /// Before OIDC, which refuses a bearer token that is not a JWT of its own.
    @Override
    public int getPriority() {
        return 2 * DEFAULT_PRIORITY;
    }

    private static @Nullable String authorization(RoutingContext context) {
        return context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    }

    private static SecurityIdentity identity(Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(caller)
                .addRoles(
                        caller.scopes().stream()
                                .map(Scope::wireName)
                                .collect(Collectors.toUnmodifiableSet()))
                .build();
    }
}
