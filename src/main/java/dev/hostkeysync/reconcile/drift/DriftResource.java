package dev.hostkeysync.reconcile.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.common.PublicUrlConfig;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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

/// `/api/v1/drift-checks`: Zoom's users against the directory and the stored keys.
@Path(DriftResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Drift checks")
public class DriftResource {

    static final String PATH = "/api/v1/drift-checks";

    record DriftCheckPage(@JsonProperty List<DriftView> items) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DriftFindingPage(
            @JsonProperty List<FindingView> items, @JsonProperty @Nullable String nextCursor) {}

    private final DriftAdministration checks;
    private final SecurityIdentity identity;
    private final PublicUrlConfig publicUrl;

    DriftResource(
            DriftAdministration checks, SecurityIdentity identity, PublicUrlConfig publicUrl) {
        this.checks = checks;
        this.identity = identity;
        this.publicUrl = publicUrl;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startDriftCheck",
            summary = "Compare Zoom with directory and keys",
            description =
                    "Reads Zoom's whole list of users in the background, behind live work, and tells what no event has"
                            + " told. `repair` puts right what can be. A list that is empty or suddenly smaller stops"
                            + " the check. Written to the audit trail.")
    @RequestBody(content = @Content(schema = @Schema(implementation = DriftBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "It begins within seconds",
            content = @Content(schema = @Schema(implementation = DriftView.class)))
    @MayRefuse("drift-check-running")
    public Response start(
            @Nullable JsonNode body, @Context UriInfo uri, @Context HttpServerRequest request) {
        DriftView made =
                checks.start(
                        DriftBody.parse(body),
                        Caller.of(identity),
                        request.remoteAddress().hostAddress());
        String base = publicUrl.base(uri.getBaseUri().toString());
        return Response.accepted(made).location(URI.create(base + PATH + "/" + made.id())).build();
    }

    @GET
    @Operation(operationId = "listDriftChecks", summary = "List the checks of the last 90 days")
    @APIResponse(
            responseCode = "200",
            description = "The newest first",
            content = @Content(schema = @Schema(implementation = DriftCheckPage.class)))
    public Response list() {
        return uncached(new DriftCheckPage(checks.list()));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getDriftCheck", summary = "Tell one check")
    @APIResponse(
            responseCode = "200",
            description = "State, findings by kind and what came of them",
            content = @Content(schema = @Schema(implementation = DriftView.class)))
    @MayRefuse("not-found")
    public Response get(@PathParam("id") String id) {
        return uncached(checks.get(parsed(id)));
    }

    @GET
    @Path("{id}/findings")
    @Operation(
            operationId = "listDriftFindings",
            summary = "List what a check found",
            description =
                    "Up to 100 at once; `nextCursor` leads to the next ones. Who, what is wrong, and what a repair does or"
                            + " why it does nothing.")
    @APIResponse(
            responseCode = "200",
            description = "Findings in the order in which they are repaired",
            content = @Content(schema = @Schema(implementation = DriftFindingPage.class)))
    @MayRefuse({"bad-request", "not-found"})
    public Response findings(
            @PathParam("id") String id,
            @QueryParam("kind")
                    @Parameter(description = "Only findings of this kind", example = "drifted")
                    @Nullable String kind,
            @QueryParam("cursor") @Nullable String cursor) {
        DriftAdministration.Page page = checks.findings(parsed(id), kind, cursor);
        return uncached(new DriftFindingPage(page.items(), page.next().orElse(null)));
    }

    private static Response uncached(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problems.NOT_FOUND.detail("there is no drift check with this id").toException();
        }
    }
}
