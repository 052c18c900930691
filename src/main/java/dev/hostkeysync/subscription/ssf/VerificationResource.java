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

/// The verification endpoint (SSF 1.0 section 8.1.4).
@Path(Issuer.VERIFICATION)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({Scope.Name.SSF_MANAGE, Scope.Name.OPERATOR})
@RunOnVirtualThread
@Tag(name = "Shared Signals")
public class VerificationResource {

    private final Verification verification;
    private final SecurityIdentity identity;

    VerificationResource(Verification verification, SecurityIdentity identity) {
        this.verification = verification;
        this.identity = identity;
    }

    @POST
    @Operation(
            operationId = "verifySsfStream",
            summary = "Ask for a verification event over a stream",
            description = "`stream_id`, and perhaps `state`, which comes back in the event.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfVerificationWish")))
    @APIResponse(responseCode = "204", description = "The event is on its way")
    @MayRefuse({"bad-request", "no-such-stream", "too-soon", "endpoint-off", "content-too-large"})
    public Response verify(byte @Nullable [] body, @Context HttpServerRequest request) {
        verification.request(Answers.body(body), Peer.of(identity, request));
        return Answers.noContent();
    }
}
