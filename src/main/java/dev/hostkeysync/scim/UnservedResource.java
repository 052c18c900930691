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
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Everything else below `/scim/v2`: 501 for `/Me`, 405 for what can only be read, 404 for the
/// rest.
@Path(ScimHttp.ROOT)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.SCIM)
class UnservedResource {

    private static final Set<String> READ_ONLY =
            Set.of("ServiceProviderConfig", "ResourceTypes", "Schemas");

    private final ScimHttp http;

    UnservedResource(ScimHttp http) {
        this.http = http;
    }

    @GET
    @Path("{path:.+}")
    @Operation(hidden = true)
    public Response get(@PathParam("path") String path) {
        return refused(path);
    }

    @POST
    @Path("{path:.+}")
    @Operation(hidden = true)
    public Response post(@PathParam("path") String path) {
        return refused(path);
    }

    @PUT
    @Path("{path:.+}")
    @Operation(hidden = true)
    public Response put(@PathParam("path") String path) {
        return refused(path);
    }

    @PATCH
    @Path("{path:.+}")
    @Operation(hidden = true)
    public Response patch(@PathParam("path") String path) {
        return refused(path);
    }

    @DELETE
    @Path("{path:.+}")
    @Operation(hidden = true)
    public Response delete(@PathParam("path") String path) {
        return refused(path);
    }

    private Response refused(String path) {
        return http.answer(_ -> {
            throw refusal(path);
        });
    }

    private static ScimException refusal(String path) {
        if (path.equals("Me")) {
            // RFC 7644 section 3.11.
            return ScimException.of(
                    501, "a token stands for a service, not for a person: there is no /Me");
        }
        return READ_ONLY.contains(path.split("/", 2)[0])
                ? ScimException.of(405, "this can only be read")
                : ScimException.of(404, "there is nothing at this path");
    }
}
