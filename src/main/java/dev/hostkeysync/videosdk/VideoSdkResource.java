package dev.hostkeysync.videosdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/video-sdk/tokens`.
@Path("/api/v1/video-sdk/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Video SDK")
public class VideoSdkResource {

    private final TokenDesk desk;
    private final SecurityIdentity identity;

    VideoSdkResource(TokenDesk desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scope.Name.VIDEOSDK_SIGN)
    @RunOnVirtualThread
    @Operation(
            operationId = "signVideoSdkToken",
            summary = "Sign a Video SDK JWT",
            description =
                    "HS256 with the app's secret, which stays here. Written to the audit trail first: who, when, role, end and"
                            + " a hash of the session's name; never the token.")
    @RequestBody(content = @Content(schema = @Schema(implementation = TokenBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "The token",
            content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
    @MayRefuse("video-sdk-off")
    public Response sign(@Nullable JsonNode body, @Context HttpServerRequest request) {
        desk.checkOn();
        TokenDesk.Signed signed =
                desk.sign(
                        TokenOrder.parse(body),
                        Caller.of(identity),
                        request.remoteAddress().hostAddress());
        return Response.ok(new TokenAnswer(signed.token().reveal(), signed.expiresAt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
