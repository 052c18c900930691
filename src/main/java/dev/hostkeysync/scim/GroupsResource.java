package dev.hostkeysync.scim;

import dev.hostkeysync.access.Scope;
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

/// `/scim/v2/Groups` (RFC 7644 section 3).
@Path(ScimHttp.ROOT + "/Groups")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
@RunOnVirtualThread
class GroupsResource {

    private static final ResourceType TYPE = ResourceType.GROUP;

    private final ScimHttp http;
    private final GroupEndpoint groups;

    GroupsResource(ScimHttp http, GroupEndpoint groups) {
        this.http = http;
        this.groups = groups;
    }

    @POST
    public Response create(InputStream body) {
        return http.answer(TYPE, body, groups::create);
    }

    @GET
    public Response list() {
        return http.answer(TYPE, groups::list);
    }

    @POST
    @Path(".search")
    public Response search(InputStream body) {
        return http.answer(
                TYPE,
                body,
                (request, bytes) -> groups.list(SearchRequest.read(request, TYPE, bytes)));
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return http.answer(TYPE, request -> groups.get(request, id));
    }

    @PUT
    @Path("{id}")
    public Response replace(@PathParam("id") String id, InputStream body) {
        return http.answer(TYPE, body, (request, bytes) -> groups.replace(request, id, bytes));
    }

    @PATCH
    @Path("{id}")
    public Response patch(@PathParam("id") String id, InputStream body) {
        return http.answer(TYPE, body, (request, bytes) -> groups.patch(request, id, bytes));
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        return http.answer(TYPE, request -> groups.delete(request, id));
    }
}
