package dev.hostkeysync.scim;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/// `/scim/v2/Groups` (RFC 7644 section 3).
@Path(ScimHttp.ROOT + "/Groups")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
@RunOnVirtualThread
@Tag(name = "SCIM")
class GroupsResource {

    private static final ResourceType TYPE = ResourceType.GROUP;

    private final ScimHttp http;
    private final GroupEndpoint groups;

    GroupsResource(ScimHttp http, GroupEndpoint groups) {
        this.http = http;
        this.groups = groups;
    }

    @POST
    @Operation(
            operationId = "createScimGroup",
            summary = "Create a group",
            description = "RFC 7644 section 3.3.")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimGroup")))
    @APIResponse(
            responseCode = "201",
            description = "The group, with `ETag` and `Location`",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimGroup")))
    @MayRefuse({
        "invalid-syntax",
        "invalid-value",
        "uniqueness",
        "content-too-large",
        "unsupported-media-type",
        "busy"
    })
    public Response create(InputStream body) {
        return http.answer(TYPE, body, groups::create);
    }

    @GET
    @Operation(
            operationId = "listScimGroups",
            summary = "Find groups",
            description = "RFC 7644 section 3.4.2; pages by index, or by cursor (RFC 9865).")
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
            description = "A page of groups",
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
        return http.answer(TYPE, groups::list);
    }

    @POST
    @Path(".search")
    @Operation(
            operationId = "searchScimGroups",
            summary = "Find groups, with the query in a body",
            description = "RFC 7644 section 3.4.3.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimSearch")))
    @APIResponse(
            responseCode = "200",
            description = "A page of groups",
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
                TYPE,
                body,
                (request, bytes) -> groups.list(SearchRequest.read(request, TYPE, bytes)));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getScimGroup", summary = "Read a group")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @Parameter(ref = "ifMatch")
    @Parameter(ref = "ifNoneMatch")
    @APIResponse(
            responseCode = "200",
            description = "The group",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimGroup")))
    @APIResponse(responseCode = "304", description = "The caller has this version already")
    @MayRefuse({"not-found", "precondition-failed", "busy", "too-many"})
    public Response get(@PathParam("id") String id) {
        return http.answer(TYPE, request -> groups.get(request, id));
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "replaceScimGroup",
            summary = "Replace a group",
            description = "RFC 7644 section 3.5.1.")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @Parameter(ref = "ifMatch")
    @Parameter(ref = "ifNoneMatch")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimGroup")))
    @APIResponse(
            responseCode = "200",
            description = "The group as it is now",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimGroup")))
    @MayRefuse({
        "invalid-syntax",
        "invalid-value",
        "uniqueness",
        "content-too-large",
        "unsupported-media-type",
        "busy",
        "not-found",
        "precondition-failed"
    })
    public Response replace(@PathParam("id") String id, InputStream body) {
        return http.answer(TYPE, body, (request, bytes) -> groups.replace(request, id, bytes));
    }

    @PATCH
    @Path("{id}")
    @Operation(
            operationId = "patchScimGroup",
            summary = "Change a group",
            description = "RFC 7644 section 3.5.2.")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @Parameter(ref = "ifMatch")
    @Parameter(ref = "ifNoneMatch")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimPatch")))
    @APIResponse(
            responseCode = "204",
            description =
                    "Changed; a body only where `attributes` or `excludedAttributes` ask for one")
    @APIResponse(
            responseCode = "200",
            description = "The group as it is now",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimGroup")))
    @MayRefuse({
        "invalid-syntax",
        "invalid-value",
        "uniqueness",
        "content-too-large",
        "unsupported-media-type",
        "busy",
        "invalid-path",
        "no-target",
        "mutability",
        "invalid-filter",
        "not-found",
        "precondition-failed"
    })
    public Response patch(@PathParam("id") String id, InputStream body) {
        return http.answer(TYPE, body, (request, bytes) -> groups.patch(request, id, bytes));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "deleteScimGroup", summary = "Remove a group")
    @Parameter(ref = "ifMatch")
    @Parameter(ref = "ifNoneMatch")
    @APIResponse(responseCode = "204", description = "Removed")
    @MayRefuse({"not-found", "precondition-failed", "busy"})
    public Response delete(@PathParam("id") String id) {
        return http.answer(TYPE, request -> groups.delete(request, id));
    }
}
