package dev.hostkeysync.portal;

import dev.hostkeysync.access.AccessConfig;
import dev.hostkeysync.common.PublicUrlConfig;
import dev.hostkeysync.common.Secret;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/// The sign-in of people: OpenID Connect's authorization code flow with PKCE, for the pages only.
///
/// The issuer is asked for its metadata by the first request, not at start. Everywhere else, and
/// while `OIDC_ISSUER` is not set, the sign-in is off: a session cookie is worth nothing at `/api`,
/// where nobody checks that it was the person who sent the request.
@ApplicationScoped
class PagesTenant implements TenantConfigResolver {

    private static final OidcTenantConfig OFF =
            OidcTenantConfig.builder().tenantId("off").tenantEnabled(false).build();

    private final Optional<OidcTenantConfig> pages;

    PagesTenant(AccessConfig.Oidc config, PublicUrlConfig publicUrl) {
        this.pages =
                config.issuer().isPresent() && config.clientId().isPresent()
                        ? config.clientSecret().map(secret -> tenant(config, secret, publicUrl))
                        : Optional.empty();
    }

    /// Whether people can sign in, so that there are pages.
    boolean isOn() {
        return pages.isPresent();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(
            RoutingContext context, OidcRequestContext<OidcTenantConfig> requestContext) {
        return Uni.createFrom()
                .item(PagePaths.cover(context.normalizedPath()) ? pages.orElse(OFF) : OFF);
    }

    private static OidcTenantConfig tenant(
            AccessConfig.Oidc config, Secret secret, PublicUrlConfig publicUrl) {
        Optional<String> base = publicUrl.url().map(_ -> publicUrl.base(""));
        // From the client's secret, so that each replica opens what another has sealed.
        Derivation derivation = new Derivation(secret);
        return OidcTenantConfig.authServerUrl(config.issuer().orElseThrow().strip())
                .tenantId("pages")
                .applicationType(ApplicationType.WEB_APP)
                .clientId(config.clientId().orElseThrow().strip())
                .credentials(secret.reveal())
                .connectionTimeout(Duration.ofSeconds(5))
                .tokenStateManager()
                .strategy(Strategy.ID_TOKEN)
                .encryptionRequired()
                .encryptionSecret(derivation.hex("session"))
                .end()
                .authentication()
                .redirectPath(base.orElse("") + PagePaths.SIGN_IN)
                .restorePathAfterRedirect()
                .scopes("email", "profile")
                .pkceRequired()
                .nonceRequired()
                .stateSecret(derivation.hex("state").substring(0, 32))
                .cookieSameSite(CookieSameSite.LAX)
                .cookiePath("/")
                .cookieForceSecure(base.filter(url -> url.startsWith("https:")).isPresent())
                .javaScriptAutoRedirect(false)
                .end()
                .build();
    }
}
