package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.MayRefuse;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `/ServiceProviderConfig`, `/ResourceTypes` and `/Schemas` (RFC 7644 section 4). Open to whoever
/// brings no token; a wrong token is refused here as everywhere, because an administrator who tries
/// a connection tries it here.
@Path(ScimHttp.ROOT)
@PermitAll
@RunOnVirtualThread
@Tag(name = "SCIM")
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
    @Operation(
            operationId = "getScimServiceProviderConfig",
            summary = "Tell what this provider can do",
            description = "RFC 7644 section 4. Asks for no token; one that is sent must be right.")
    @APIResponse(
            responseCode = "200",
            description = "What it is",
            content =
                    @Content(
                            mediaType = MediaTypes.SCIM,
                            schema = @Schema(ref = "ScimServiceProviderConfig")))
    @MayRefuse({"unauthorized", "filter-refused", "busy"})
    public Response serviceProviderConfig(@Context HttpHeaders headers) {
        return answer(
                headers,
                request -> ScimAnswer.of(200, Discovery.serviceProviderConfig(request.base())));
    }

    @GET
    @Path("ResourceTypes")
    @Operation(
            operationId = "listScimResourceTypes",
            summary = "List the kinds of resources",
            description = "RFC 7644 section 4. Asks for no token; one that is sent must be right.")
    @APIResponse(
            responseCode = "200",
            description = "What it is",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimList")))
    @MayRefuse({"unauthorized", "filter-refused", "busy"})
    public Response resourceTypes(@Context HttpHeaders headers) {
        return answer(headers, request -> list(Discovery.resourceTypes(types, request.base())));
    }

    @GET
    @Path("ResourceTypes/{id}")
    @Operation(
            operationId = "getScimResourceType",
            summary = "Tell one kind of resource",
            description = "RFC 7644 section 4. Asks for no token; one that is sent must be right.")
    @APIResponse(
            responseCode = "200",
            description = "What it is",
            content =
                    @Content(
                            mediaType = MediaTypes.SCIM,
                            schema = @Schema(ref = "ScimResourceType")))
    @MayRefuse({"unauthorized", "filter-refused", "not-found", "busy"})
    public Response resourceType(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(headers, request -> one(Discovery.resourceTypes(types, request.base()), id));
    }

    @GET
    @Path("Schemas")
    @Operation(
            operationId = "listScimSchemas",
            summary = "List the schemas",
            description = "RFC 7644 section 4. Asks for no token; one that is sent must be right.")
    @APIResponse(
            responseCode = "200",
            description = "What it is",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimList")))
    @MayRefuse({"unauthorized", "filter-refused", "busy"})
    public Response schemas(@Context HttpHeaders headers) {
        return answer(headers, request -> list(Discovery.schemas(types, request.base())));
    }

    @GET
    @Path("Schemas/{id}")
    @Operation(
            operationId = "getScimSchema",
            summary = "Tell one schema",
            description = "RFC 7644 section 4. Asks for no token; one that is sent must be right.")
    @APIResponse(
            responseCode = "200",
            description = "What it is",
            content = @Content(mediaType = MediaTypes.SCIM, schema = @Schema(ref = "ScimSchema")))
    @MayRefuse({"unauthorized", "filter-refused", "not-found", "busy"})
    public Response schema(@PathParam("id") String id, @Context HttpHeaders headers) {
        return answer(headers, request -> one(Discovery.schemas(types, request.base()), id));
    }

    @GET
    @Path(Discovery.HELP)
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    @Operation(
            operationId = "getScimHelp",
            summary = "Read what each error means",
            description = "A page for whoever connects an identity provider.")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_HTML,
                            schema = @Schema(type = SchemaType.STRING)))
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
