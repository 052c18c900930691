package dev.hostkeysync.reconcile.preflight;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/api/v1/preflight`: can we do the job?
@Path("/api/v1/preflight")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Preflight")
public class PreflightResource {

    private final Preflight preflight;
    private final HostKeyLocking locking;
    private final SecurityIdentity identity;

    PreflightResource(Preflight preflight, HostKeyLocking locking, SecurityIdentity identity) {
        this.preflight = preflight;
        this.locking = locking;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "checkSetup",
            summary = "Check the set-up",
            description =
                    "Asks Zoom for a new token and reads the account's settings; changes nothing."
                            + " Limits and clock are judged by the answers of Zoom that this replica"
                            + " has seen.")
    @APIResponse(
            responseCode = "200",
            description = "The findings, whatever they are",
            content = @Content(schema = @Schema(implementation = PreflightReport.class)))
    public Response check() {
        return uncached(preflight.run());
    }

    @POST
    @Path("lock")
    @Operation(
            operationId = "lockHostKeys",
            summary = "Let only administrators change host keys",
            description =
                    "Changes the Zoom account's settings: `security.admin_change_user_info` on, and"
                            + " `host_key` in `security.user_modifiable_info_by_admin`; what else is in"
                            + " that list stays. Written to the audit trail. Needs the scope"
                            + " account:update:settings:admin at Zoom.")
    @APIResponse(
            responseCode = "200",
            description = "Zoom shows it as locked, now or before",
            content = @Content(schema = @Schema(implementation = Finding.class)))
    @MayRefuse({"lock-refused", "zoom-unavailable"})
    public Response lock(@Context HttpServerRequest request) {
        return uncached(locking.lock(Caller.of(identity), request.remoteAddress().hostAddress()));
    }

    private static Response uncached(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
