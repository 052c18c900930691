package dev.hostkeysync.scim;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/scim/v2/` itself: all kinds of resources in one list (RFC 7644 sections 3.4.2.1 and 3.4.3).
@Path(ScimHttp.ROOT)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
@RunOnVirtualThread
@Tag(name = "SCIM")
class RootResource {

    private final ScimHttp http;
    private final UserEndpoint users;
    private final GroupEndpoint groups;

    RootResource(ScimHttp http, UserEndpoint users, GroupEndpoint groups) {
        this.http = http;
        this.users = users;
        this.groups = groups;
    }

    @GET
    @Operation(
            operationId = "listScim",
            summary = "Find users and groups",
            description = "RFC 7644 section 3.4.2.1; users come first.")
    @Parameter(ref = "filter")
    @Parameter(ref = "startIndex")
    @Parameter(ref = "count")
    @Parameter(ref = "scimCursor")
    @Parameter(ref = "sortBy")
    @Parameter(ref = "sortOrder")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @APIResponse(
            responseCode = "200",
            description = "A page of both",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimList")))
    @MayRefuse({
        "invalid-filter",
        "invalid-value",
        "invalid-cursor",
        "busy",
        "uri-too-long",
        "too-many"
    })
    public Response list() {
        return http.answer(this::list);
    }

    @POST
    @Path(".search")
    @Operation(
            operationId = "searchScim",
            summary = "Find users and groups, with the query in a body",
            description = "RFC 7644 section 3.4.3.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimSearch")))
    @APIResponse(
            responseCode = "200",
            description = "A page of both",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimList")))
    @MayRefuse({
        "invalid-syntax",
        "invalid-filter",
        "invalid-value",
        "invalid-cursor",
        "content-too-large",
        "unsupported-media-type",
        "busy",
        "too-many"
    })
    public Response search(InputStream body) {
        return http.answer(
                body, (request, bytes) -> list(SearchRequest.read(request, users.type(), bytes)));
    }

    // Users come first, then groups.
    private ScimAnswer list(ScimRequest request) {
        return ResourceSearch.list(request, users.source(), groups.source());
    }
}
