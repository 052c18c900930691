package dev.hostkeysync.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.common.PublicUrlConfig;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/tokens`: bearer tokens for the API and for SCIM.
@Path(TokenResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Tokens")
public class TokenResource {

    static final String PATH = "/api/v1/tokens";

    /// @param token shown here and never again
    @Schema(name = "MadeToken")
    record MadeToken(
            @JsonProperty String token,
            @JsonProperty String notice,
            @JsonUnwrapped @JsonProperty TokenView view) {

        private static final String KEEP = "Keep the token now: it is not shown again.";

        static MadeToken of(TokenAdministration.Made made) {
            return new MadeToken(
                    made.text().reveal(),
                    made.view().expiresAt() == null
                            ? KEEP + " It never expires; it works until it is revoked."
                            : KEEP,
                    made.view());
        }

        @Override
        public String toString() {
            return "MadeToken[" + view.id() + "]";
        }
    }

    record TokenPage(@JsonProperty List<TokenView> items) {}

    private final TokenAdministration tokens;
    private final SecurityIdentity identity;
    private final PublicUrlConfig publicUrl;
    private final InstantSource clock;

    TokenResource(
            TokenAdministration tokens,
            SecurityIdentity identity,
            PublicUrlConfig publicUrl,
            InstantSource clock) {
        this.tokens = tokens;
        this.identity = identity;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "makeToken",
            summary = "Make a token",
            description =
                    "The token is in this answer and never shown again. Without `expiresAt` it never expires. Names need"
                            + " not be unique: while one token replaces another, both work under one name.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewToken.Body.class)))
    @APIResponse(
            responseCode = "201",
            description = "The token",
            content = @Content(schema = @Schema(implementation = MadeToken.class)))
    @MayRefuse({"too-many-tokens", "token-name-taken"})
    public Response make(
            @Nullable JsonNode body, @Context UriInfo uri, @Context HttpServerRequest request) {
        TokenAdministration.Made made =
                tokens.make(
                        NewToken.parse(body, clock.instant()),
                        Caller.of(identity),
                        request.remoteAddress().hostAddress());
        String base = publicUrl.base(uri.getBaseUri().toString());
        return Response.created(URI.create(base + PATH + "/" + made.view().id()))
                .entity(MadeToken.of(made))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Operation(
            operationId = "listTokens",
            summary = "List the tokens",
            description = "Those given in variables too. Last uses are exact to a minute.")
    @APIResponse(
            responseCode = "200",
            description = "The tokens without their text",
            content = @Content(schema = @Schema(implementation = TokenPage.class)))
    public Response list(
            @QueryParam("revoked")
                    @Parameter(description = "true: revoked ones too", example = "true")
                    boolean revoked) {
        return Response.ok(new TokenPage(tokens.list(revoked))).build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getToken", summary = "Tell one token")
    @APIResponse(
            responseCode = "200",
            description = "The token without its text",
            content = @Content(schema = @Schema(implementation = TokenView.class)))
    @MayRefuse("not-found")
    public Response get(@PathParam("id") String id) {
        return Response.ok(tokens.get(parsed(id))).build();
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "revokeToken",
            summary = "Revoke a token",
            description = "It stops working here at once and on every replica within seconds.")
    @APIResponse(responseCode = "204", description = "Revoked, now or before")
    @MayRefuse({"not-found", "token-of-variable"})
    public Response revoke(@PathParam("id") String id, @Context HttpServerRequest request) {
        tokens.revoke(parsed(id), Caller.of(identity), request.remoteAddress().hostAddress());
        return Response.noContent().build();
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problems.NOT_FOUND.detail("there is no token with this id").toException();
        }
    }
}
