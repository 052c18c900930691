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

/// `/scim/v2/Users` (RFC 7644 section 3).
@Path(ScimHttp.ROOT + "/Users")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
@RunOnVirtualThread
class UsersResource {

    private final ScimHttp http;
    private final UserEndpoint users;

    UsersResource(ScimHttp http, UserEndpoint users) {
        this.http = http;
        this.users = users;
    }

    @POST
    public Response create(InputStream body) {
        return http.answer(body, users::create);
    }

    @GET
    public Response list() {
        return http.answer(users::list);
    }

    @POST
    @Path(".search")
    public Response search(InputStream body) {
        return http.answer(
                body,
                (request, bytes) -> users.list(SearchRequest.read(request, users.type(), bytes)));
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return http.answer(request -> users.get(request, id));
    }

    @PUT
    @Path("{id}")
    public Response replace(@PathParam("id") String id, InputStream body) {
        return http.answer(body, (request, bytes) -> users.replace(request, id, bytes));
    }

    @PATCH
    @Path("{id}")
    public Response patch(@PathParam("id") String id, InputStream body) {
        return http.answer(body, (request, bytes) -> users.patch(request, id, bytes));
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        return http.answer(request -> users.delete(request, id));
    }
}
