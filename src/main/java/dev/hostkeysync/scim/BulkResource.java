package dev.hostkeysync.scim;

import dev.hostkeysync.access.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/// `/scim/v2/Bulk` (RFC 7644 section 3.7).
@Path(ScimHttp.ROOT + "/Bulk")
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
@RunOnVirtualThread
class BulkResource {

    private final ScimHttp http;
    private final BulkEndpoint endpoint;

    BulkResource(ScimHttp http, BulkEndpoint endpoint) {
        this.http = http;
        this.endpoint = endpoint;
    }

    @POST
    public Response bulk(InputStream body) {
        return http.answer(body, endpoint::bulk);
    }
}
