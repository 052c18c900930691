package dev.hostkeysync.scim;

import dev.hostkeysync.access.Scope;
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
import java.util.Set;

/// Everything else below `/scim/v2`: 501 for what the RFC knows and we do not, 404 for the rest.
@Path(ScimHttp.ROOT + "/{path:.*}")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
class UnservedResource {

    private static final Set<String> OPTIONAL = Set.of("Me", "Bulk", ".search", "Users/.search");

    private final ScimHttp http;

    UnservedResource(ScimHttp http) {
        this.http = http;
    }

    @GET
    Response get(@PathParam("path") String path) {
        return refused(path);
    }

    @POST
    Response post(@PathParam("path") String path) {
        return refused(path);
    }

    @PUT
    Response put(@PathParam("path") String path) {
        return refused(path);
    }

    @PATCH
    Response patch(@PathParam("path") String path) {
        return refused(path);
    }

    @DELETE
    Response delete(@PathParam("path") String path) {
        return refused(path);
    }

    private Response refused(String path) {
        return http.answer(_ -> {
            throw OPTIONAL.contains(path)
                    ? ScimException.of(501, "this service does not support " + path)
                    : ScimException.of(404, "there is nothing at this path");
        });
    }
}
