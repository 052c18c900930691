package dev.hostkeysync.portal;

import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `GET /sign-in`: where the issuer sends people back to; they go on to the page they wanted.
@Path(PagePaths.SIGN_IN)
@Authenticated
@AuthorizationCodeFlow
public class SignInResource {

    @GET
    @Operation(hidden = true)
    public Response signedIn() {
        return Response.seeOther(URI.create(PagePaths.HOME)).build();
    }
}
