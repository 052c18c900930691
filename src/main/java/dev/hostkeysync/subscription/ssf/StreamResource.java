package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/// The configuration endpoint (SSF 1.0 section 8.1.1). The media type of a body is not looked at:
/// the examples of the specification name none.
@Path(Issuer.STREAMS)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({Scope.Name.SSF_MANAGE, Scope.Name.OPERATOR})
@RunOnVirtualThread
@Tag(name = "Shared Signals")
public class StreamResource {

    private final StreamAdministration streams;
    private final SecurityIdentity identity;

    StreamResource(StreamAdministration streams, SecurityIdentity identity) {
        this.streams = streams;
        this.identity = identity;
    }

    @POST
    @Operation(
            operationId = "createSsfStream",
            summary = "Make a stream",
            description =
                    "`delivery` (without it the stream is polled), `events_requested`, `description`, `format` and `aud`"
                            + " may be given. `delivery.authorization_header` is stored sealed and never shown.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfStreamWish")))
    @APIResponse(
            responseCode = "201",
            description = "The stream",
            content = @Content(schema = @Schema(implementation = StreamView.class)))
    @MayRefuse({"bad-request", "too-many-streams", "endpoint-off", "content-too-large"})
    public Response create(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(201, streams.create(Answers.body(body), Peer.of(identity, request)));
    }

    @GET
    @RolesAllowed({Scope.Name.SSF_READ, Scope.Name.SSF_MANAGE, Scope.Name.OPERATOR})
    @Operation(
            operationId = "getSsfStreams",
            summary = "Tell a stream, or without `stream_id` all of the caller's",
            description = "An operator sees every receiver's.")
    @APIResponse(
            responseCode = "200",
            description = "The stream, or a list of streams",
            content = @Content(schema = @Schema(ref = "SsfStreams")))
    @MayRefuse({"no-such-stream", "endpoint-off"})
    public Response get(
            @QueryParam("stream_id") @Nullable String id, @Context HttpServerRequest request) {
        Peer peer = Peer.of(identity, request);
        return id == null
                ? answer(200, streams.list(peer))
                : answer(200, streams.get(Body.id(id), peer));
    }

    @PATCH
    @Operation(operationId = "updateSsfStream", summary = "Change what is given of a stream")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfStreamWish")))
    @APIResponse(
            responseCode = "200",
            description = "The whole stream",
            content = @Content(schema = @Schema(implementation = StreamView.class)))
    @MayRefuse({"bad-request", "no-such-stream", "endpoint-off", "content-too-large"})
    public Response update(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(200, streams.update(Answers.body(body), Peer.of(identity, request)));
    }

    @PUT
    @Operation(
            operationId = "replaceSsfStream",
            summary = "Replace a stream's configuration",
            description = "What the receiver supplies and is not given is reset.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfStreamWish")))
    @APIResponse(
            responseCode = "200",
            description = "The whole stream",
            content = @Content(schema = @Schema(implementation = StreamView.class)))
    @MayRefuse({"bad-request", "no-such-stream", "endpoint-off", "content-too-large"})
    public Response replace(byte @Nullable [] body, @Context HttpServerRequest request) {
        return answer(200, streams.replace(Answers.body(body), Peer.of(identity, request)));
    }

    @DELETE
    @Operation(
            operationId = "deleteSsfStream",
            summary = "Remove a stream, with all that waits for it")
    @APIResponse(responseCode = "204", description = "Removed")
    @MayRefuse({"no-such-stream", "endpoint-off"})
    public Response delete(
            @QueryParam("stream_id") @Nullable String id, @Context HttpServerRequest request) {
        streams.delete(Optional.ofNullable(id).flatMap(Body::id), Peer.of(identity, request));
        return Answers.noContent();
    }

    private static Response answer(int status, Object entity) {
        return Answers.of(status, entity);
    }
}
