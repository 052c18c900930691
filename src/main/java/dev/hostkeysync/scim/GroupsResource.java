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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// `/scim/v2/Groups`. There are none yet, and that is what it says: Okta's import and Entra's probe
/// ask for a list whether they push groups or not.
@Path(ScimHttp.ROOT + "/Groups")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
class GroupsResource {

    private final ScimHttp http;

    GroupsResource(ScimHttp http) {
        this.http = http;
    }

    @GET
    public Response list() {
        return http.answer(request -> {
            request.filter()
                    .ifPresent(filter -> {
                        Filter _ = FilterParser.parse(filter);
                    });
            Page page = Page.of(request.startIndex(), request.count());
            return ScimAnswer.of(200, ListResponse.of(0, page.startIndex(), List.of()));
        });
    }

    @POST
    public Response create() {
        return http.answer(_ -> {
            throw ScimException.of(
                    501, "groups are not supported; assign users, and push no groups");
        });
    }

    @GET
    @Path("{id}")
    public Response get() {
        return unknown();
    }

    @PUT
    @Path("{id}")
    public Response replace() {
        return unknown();
    }

    @PATCH
    @Path("{id}")
    public Response patch() {
        return unknown();
    }

    @DELETE
    @Path("{id}")
    public Response delete() {
        return unknown();
    }

    private Response unknown() {
        return http.answer(_ -> {
            throw ScimException.of(404, "there is no group with this id");
        });
    }
}
