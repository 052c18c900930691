package dev.hostkeysync.lookup;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.common.MayRefuse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/host-keys/{user}`.
@Path("/api/v1/host-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Host keys")
public class HostKeyResource {

    private final Reveal reveal;
    private final SecurityIdentity identity;

    HostKeyResource(Reveal reveal, SecurityIdentity identity) {
        this.reveal = reveal;
        this.identity = identity;
    }

    @GET
    @Path("/{user}")
    @RolesAllowed({Scope.Name.HOSTKEY_READ, Caller.PERSON})
    @RunOnVirtualThread
    @Operation(
            operationId = "revealHostKey",
            summary = "Reveal a user's host key",
            description =
                    "Also for the user in person. The user is named by e-mail address, Zoom user id or"
                            + " our id. Every answer with digits is written to the audit trail first.")
    @APIResponse(
            responseCode = "200",
            description = "The key that Zoom holds",
            content = @Content(schema = @Schema(implementation = HostKeyAnswer.class)))
    @MayRefuse({
        "bad-request",
        "reason-required",
        "no-such-user",
        "no-key-yet",
        "rotation-in-doubt",
        "host-key-drifted",
        "too-many-reveals"
    })
    public Response reveal(
            @PathParam("user") String user,
            @QueryParam("inDoubt")
                    @Parameter(
                            description =
                                    "`allow`: while it is in doubt which key is in force, tell both. Needs the scope"
                                            + " `hostkey.read.in-doubt` too.",
                            example = "allow")
                    @Nullable String inDoubt,
            @QueryParam("reason")
                    @Parameter(
                            description =
                                    "Why, for the audit trail: at most 500 characters on one line. With"
                                            + " `AUDIT_REASON=required` needed, but by the user in person.",
                            example = "help desk, ticket 4711")
                    @Nullable String reason,
            @Context HttpServerRequest request) {
        HostKeyAnswer answer =
                reveal.reveal(
                        user,
                        "allow".equals(inDoubt),
                        new Reveal.Asking(
                                Caller.of(identity),
                                request.remoteAddress().hostAddress(),
                                reason == null ? Optional.empty() : Reasons.parse(reason)));
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
