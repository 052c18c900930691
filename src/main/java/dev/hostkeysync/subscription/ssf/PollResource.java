package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Where a receiver fetches SETs (RFC 8936).
@Path(Issuer.POLL + "/{stream_id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SSF_MANAGE)
@RunOnVirtualThread
@Tag(name = "Shared Signals")
public class PollResource {

    private static final int MOST_BYTES = 1024 * 1024;

    private final Poll poll;
    private final SecurityIdentity identity;

    PollResource(Poll poll, SecurityIdentity identity) {
        this.poll = poll;
        this.identity = identity;
    }

    @POST
    @Operation(
            operationId = "pollSsfStream",
            summary = "Acknowledge SETs and fetch more",
            description =
                    "`maxEvents` (at most 100), `returnImmediately`, `ack` and `setErrs`. Without `returnImmediately` the"
                            + " answer comes when there is a SET, after 8 seconds at the latest. What is not"
                            + " acknowledged is given again.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfPollWish")))
    @APIResponse(
            responseCode = "200",
            description = "SETs by their `jti`",
            content = @Content(schema = @Schema(implementation = PollAnswer.class)))
    @MayRefuse({"bad-request", "no-such-stream", "endpoint-off", "content-too-large"})
    public Response fetch(
            @PathParam("stream_id") String id,
            byte @Nullable [] body,
            @Context HttpServerRequest request) {
        PollRequest wish = PollRequest.parse(Body.parse(body, MOST_BYTES));
        return Answers.of(200, poll.poll(Body.id(id), wish, Peer.of(identity, request)));
    }
}
