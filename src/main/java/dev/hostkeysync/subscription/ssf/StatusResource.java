package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The status endpoint (SSF 1.0 section 8.1.2).
@Path(Issuer.STATUS)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
@Tag(name = "Shared Signals")
public class StatusResource {

    private final StreamStatus status;
    private final SecurityIdentity identity;

    StatusResource(StreamStatus status, SecurityIdentity identity) {
        this.status = status;
        this.identity = identity;
    }

    @GET
    @RolesAllowed({Scope.Name.SSF_READ, Scope.Name.SSF_MANAGE, Scope.Name.OPERATOR})
    @Operation(
            operationId = "getSsfStatus",
            summary = "Tell whether a stream is enabled, paused or disabled")
    @APIResponse(
            responseCode = "200",
            description = "The status",
            content = @Content(schema = @Schema(implementation = StatusView.class)))
    @MayRefuse({"no-such-stream", "endpoint-off"})
    public Response get(
            @QueryParam("stream_id") @Nullable String id, @Context HttpServerRequest request) {
        return Answers.of(
                200,
                status.get(Optional.ofNullable(id).flatMap(Body::id), Peer.of(identity, request)));
    }

    @POST
    @RolesAllowed({Scope.Name.SSF_MANAGE, Scope.Name.OPERATOR})
    @Operation(
            operationId = "updateSsfStatus",
            summary = "Enable, pause or disable a stream",
            description =
                    "`stream_id`, `status` and perhaps `reason`. While a stream is paused its events wait; when it is"
                            + " disabled they are forgotten. When an operator does it, the receiver gets a"
                            + " `stream-updated` event.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfStatusWish")))
    @APIResponse(
            responseCode = "200",
            description = "The status",
            content = @Content(schema = @Schema(implementation = StatusView.class)))
    @MayRefuse({"bad-request", "no-such-stream", "endpoint-off", "content-too-large"})
    public Response update(byte @Nullable [] body, @Context HttpServerRequest request) {
        return Answers.of(200, status.update(Answers.body(body), Peer.of(identity, request)));
    }
}
