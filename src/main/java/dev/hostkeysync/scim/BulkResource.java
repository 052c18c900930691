package dev.hostkeysync.scim;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/scim/v2/Bulk` (RFC 7644 section 3.7).
@Path(ScimHttp.ROOT + "/Bulk")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
@RunOnVirtualThread
@Tag(name = "SCIM")
class BulkResource {

    private final ScimHttp http;
    private final BulkEndpoint endpoint;

    BulkResource(ScimHttp http, BulkEndpoint endpoint) {
        this.http = http;
        this.endpoint = endpoint;
    }

    @POST
    @Operation(
            operationId = "bulkScim",
            summary = "Do up to 1,000 operations at once",
            description =
                    "RFC 7644 section 3.7; each has its own answer, references by bulkId are resolved.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaTypes.SCIM,
                            schema = @Schema(ref = "ScimBulkRequest")))
    @APIResponse(
            responseCode = "200",
            description = "What became of each operation",
            content =
                    @Content(
                            mediaType = MediaTypes.SCIM,
                            schema = @Schema(ref = "ScimBulkResponse")))
    @MayRefuse({
        "invalid-syntax",
        "invalid-value",
        "content-too-large",
        "unsupported-media-type",
        "busy"
    })
    public Response bulk(InputStream body) {
        return http.answer(body, endpoint::bulk);
    }
}
