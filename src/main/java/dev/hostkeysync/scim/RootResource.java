package dev.hostkeysync.scim;

import dev.hostkeysync.access.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/// `/scim/v2/` itself: all kinds of resources in one list (RFC 7644 sections 3.4.2.1 and 3.4.3).
@Path(ScimHttp.ROOT)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
@RunOnVirtualThread
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
    public Response list() {
        return http.answer(this::list);
    }

    @POST
    @Path(".search")
    public Response search(InputStream body) {
        return http.answer(
                body, (request, bytes) -> list(SearchRequest.read(request, users.type(), bytes)));
    }

    // Users come first, then groups.
    private ScimAnswer list(ScimRequest request) {
        return ResourceSearch.list(request, users.source(), groups.source());
    }
}
