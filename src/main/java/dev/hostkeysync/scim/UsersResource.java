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

/// `/scim/v2/Users` (RFC 7644 section 3).
@Path(ScimHttp.ROOT + "/Users")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
@RunOnVirtualThread
@Tag(name = "SCIM")
class UsersResource {

    private final ScimHttp http;
    private final UserEndpoint users;

    UsersResource(ScimHttp http, UserEndpoint users) {
        this.http = http;
        this.users = users;
    }

    @POST
    @Operation(
            operationId = "createScimUser",
            summary = "Create a user",
            description =
                    "RFC 7644 section 3.3. 201 means: committed, and its event is on its way.")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimUser")))
    @APIResponse(
            responseCode = "201",
            description = "The user, with `ETag` and `Location`",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimUser")))
    @MayRefuse({
        "invalid-syntax",
        "invalid-value",
        "uniqueness",
        "content-too-large",
        "unsupported-media-type",
        "busy"
    })
    public Response create(InputStream body) {
        return http.answer(body, users::create);
    }

    @GET
    @Operation(
            operationId = "listScimUsers",
            summary = "Find users",
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
            description = "A page of users",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimList")))
    @MayRefuse({"invalid-filter", "invalid-value", "invalid-cursor", "busy", "uri-too-long"})
    public Response list() {
        return http.answer(users::list);
    }

    @POST
    @Path(".search")
    @Operation(
            operationId = "searchScimUsers",
            summary = "Find users, with the query in a body",
            description = "RFC 7644 section 3.4.3.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimSearch")))
    @APIResponse(
            responseCode = "200",
            description = "A page of users",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimList")))
    @MayRefuse({
        "invalid-syntax",
        "invalid-filter",
        "invalid-value",
        "invalid-cursor",
        "content-too-large",
        "unsupported-media-type",
        "busy"
    })
    public Response search(InputStream body) {
        return http.answer(
                body,
                (request, bytes) -> users.list(SearchRequest.read(request, users.type(), bytes)));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getScimUser", summary = "Read a user")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @Parameter(ref = "ifMatch")
    @Parameter(ref = "ifNoneMatch")
    @APIResponse(
            responseCode = "200",
            description = "The user",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimUser")))
    @APIResponse(responseCode = "304", description = "The caller has this version already")
    @MayRefuse({"not-found", "precondition-failed", "busy"})
    public Response get(@PathParam("id") String id) {
        return http.answer(request -> users.get(request, id));
    }

    @PUT
    @Path("{id}")
    @Operation(
            operationId = "replaceScimUser",
            summary = "Replace a user",
            description = "RFC 7644 section 3.5.1.")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @Parameter(ref = "ifMatch")
    @Parameter(ref = "ifNoneMatch")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimUser")))
    @APIResponse(
            responseCode = "200",
            description = "The user as it is now",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimUser")))
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
        return http.answer(body, (request, bytes) -> users.replace(request, id, bytes));
    }

    @PATCH
    @Path("{id}")
    @Operation(
            operationId = "patchScimUser",
            summary = "Change a user",
            description =
                    "RFC 7644 section 3.5.2. Okta and Entra ID send it in forms of their own, which are understood.")
    @Parameter(ref = "attributes")
    @Parameter(ref = "excludedAttributes")
    @Parameter(ref = "ifMatch")
    @Parameter(ref = "ifNoneMatch")
    @RequestBody(
            required = true,
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimPatch")))
    @APIResponse(
            responseCode = "200",
            description = "The user as it is now",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimUser")))
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
        return http.answer(body, (request, bytes) -> users.patch(request, id, bytes));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteScimUser",
            summary = "Remove a user",
            description = "The user's host key is revoked.")
    @Parameter(ref = "ifMatch")
    @Parameter(ref = "ifNoneMatch")
    @APIResponse(responseCode = "204", description = "Removed")
    @MayRefuse({"not-found", "precondition-failed", "busy"})
    public Response delete(@PathParam("id") String id) {
        return http.answer(request -> users.delete(request, id));
    }
}
