package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.All;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// `/ServiceProviderConfig`, `/ResourceTypes` and `/Schemas` (RFC 7644 section 4). Open to whoever
/// brings no token; a wrong token is refused here as everywhere, because an administrator who tries
/// a connection tries it here.
@Path(ScimHttp.ROOT)
@PermitAll
@RunOnVirtualThread
class DiscoveryResource {

    private final ScimHttp http;
    private final SecurityIdentity identity;
    private final List<ResourceType> types;

    DiscoveryResource(
            ScimHttp http, SecurityIdentity identity, @All List<ResourceEndpoint> endpoints) {
        this.http = http;
        this.identity = identity;
        // Users before groups, whatever the container hands over first.
        this.types =
                endpoints.stream()
                        .map(ResourceEndpoint::type)
                        .sorted(Comparator.comparing(ResourceType::name).reversed())
                        .toList();
    }

    @GET
    @Path("ServiceProviderConfig")
    public Response serviceProviderConfig(@Context HttpHeaders headers) {
        return answer(
                headers,
                request -> ScimAnswer.of(200, Discovery.serviceProviderConfig(request.base())));
    }

    @GET
    @Path("ResourceTypes")
    public Response resourceTypes(@Context HttpHeaders headers) {
        return answer(headers, request -> list(Discovery.resourceTypes(types, request.base())));
    }

    @GET
    @Path("ResourceTypes/{id}")
    public Response resourceType(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(headers, request -> one(Discovery.resourceTypes(types, request.base()), id));
    }

    @GET
    @Path("Schemas")
    public Response schemas(@Context HttpHeaders headers) {
        return answer(headers, request -> list(Discovery.schemas(types, request.base())));
    }

    @GET
    @Path("Schemas/{id}")
    public Response schema(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(headers, request -> one(Discovery.schemas(types, request.base()), id));
    }

    @GET
    @Path(Discovery.HELP)
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    public byte[] help() throws IOException {
        try (InputStream page = DiscoveryResource.class.getResourceAsStream("/scim/help.html")) {
            return Objects.requireNonNull(page).readAllBytes();
        }
    }

    private Response answer(HttpHeaders headers, Function<ScimRequest, ScimAnswer> endpoint) {
        if (identity.isAnonymous() && headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null) {
            throw new UnauthorizedException();
        }
        return http.answer(request -> {
            if (request.filter().isPresent()) {
                // RFC 7644 section 4: nobody shall take what is here for what the filter found.
                throw ScimException.of(403, "discovery cannot be filtered");
            }
            return endpoint.apply(request);
        });
    }

    // Everything, whatever page or order was asked for: RFC 7644 section 4.
    private static ScimAnswer list(List<ObjectNode> all) {
        return ScimAnswer.of(200, ListResponse.of(all.size(), 1, all));
    }

    private static ScimAnswer one(List<ObjectNode> all, String id) {
        return Discovery.byId(all, id)
                .map(found -> ScimAnswer.of(200, found))
                .orElseThrow(() -> ScimException.of(404, "there is nothing with this id"));
    }
}
