package dev.hostkeysync.ops.pipeline;

import dev.hostkeysync.access.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /api/v1/pipeline`: how it goes, and why.
@Path("/api/v1/pipeline")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Pipeline")
public class PipelineResource {

    private final Pipeline pipeline;

    PipelineResource(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GET
    @Operation(
            operationId = "getPipeline",
            summary = "Tell how the walk from request to event goes",
            description =
                    "A verdict with its reason, every stage, and the last five minutes. Rates of requests"
                            + " and of calls to Zoom are those of the replica that answers; all else is"
                            + " the same on every replica. It answers while PostgreSQL, Kafka or Zoom"
                            + " is away, too.")
    @APIResponse(
            responseCode = "200",
            description = "The pipeline",
            content = @Content(schema = @Schema(implementation = PipelineSnapshot.class)))
    public Response get() {
        return Response.ok(pipeline.snapshot())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
