package dev.hostkeysync.portal;

import dev.hostkeysync.common.PublicUrlConfig;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.OidcSession;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// Ends the session here, and at the issuer where that has a way to (OpenID Connect RP-Initiated
/// Logout 1.0).
@Path("/")
public class SignOutResource {

    private final OidcSession session;
    private final OidcConfigurationMetadata issuer;
    private final Visitors visitors;
    private final Frames frames;
    private final PublicUrlConfig publicUrl;

    SignOutResource(
            OidcSession session,
            OidcConfigurationMetadata issuer,
            Visitors visitors,
            Frames frames,
            PublicUrlConfig publicUrl) {
        this.session = session;
        this.issuer = issuer;
        this.visitors = visitors;
        this.frames = frames;
        this.publicUrl = publicUrl;
    }

    @POST
    @Path(PagePaths.SIGN_OUT)
    @Authenticated
    @AuthorizationCodeFlow
    @Operation(hidden = true)
    public Uni<Response> signOut(@Context UriInfo uri) {
        String next = next(issuer.getEndSessionUri(), uri);
        return session.logout().map(_ -> Response.noContent().header("HX-Redirect", next).build());
    }

    @GET
    @Path(PagePaths.SIGNED_OUT)
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance signedOut() {
        return Pages.signedOut(frames.plain("Signed out"));
    }

    private String next(@Nullable String endSession, UriInfo uri) {
        String home = publicUrl.base(uri.getBaseUri().toString()) + PagePaths.SIGNED_OUT;
        if (endSession == null) {
            return home;
        }
        return endSession
                + (endSession.contains("?") ? "&" : "?")
                + "id_token_hint="
                + visitors.current().session()
                + "&post_logout_redirect_uri="
                + URLEncoder.encode(home, StandardCharsets.UTF_8);
    }
}
