package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What anybody may read of the transmitter.
@Path("/")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Shared Signals")
public class MetadataResource {

    private static final JsonMapper JSON = new JsonMapper();

    /// Much shorter than [SigningKeys#LEAD].
    private static final String CACHED = "public, max-age=600";

    private final Issuer issuer;
    private final SigningKeys keys;

    MetadataResource(Issuer issuer, SigningKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    @GET
    @Path(Issuer.WELL_KNOWN)
    @Operation(
            operationId = "getSsfConfiguration",
            summary = "Tell where receivers of Shared Signals find what")
    @APIResponse(
            responseCode = "200",
            description = "The transmitter's metadata (SSF 1.0 section 7)",
            content = @Content(schema = @Schema(implementation = TransmitterMetadata.class)))
    @MayRefuse("endpoint-off")
    public Response metadata() {
        return metadata("");
    }

    /// For an issuer with a path: it stands behind the well-known one.
    @GET
    @Path(Issuer.WELL_KNOWN + "/{path: .+}")
    @Operation(hidden = true)
    public Response metadata(@PathParam("path") String path) {
        if (!path.isEmpty() && !path.equals(issuer.path())) {
            throw Problems.NOT_FOUND
                    .detail("the issuer of this transmitter has another path")
                    .toException();
        }
        return Response.ok(TransmitterMetadata.of(issuer))
                .header(HttpHeaders.CACHE_CONTROL, CACHED)
                .build();
    }

    @GET
    @Path(Issuer.JWKS)
    @Operation(
            operationId = "getSsfKeys",
            summary = "Tell the keys that sign SETs, have signed them of late, or soon will")
    @APIResponse(
            responseCode = "200",
            description = "A JSON Web Key Set (RFC 7517)",
            content = @Content(schema = @Schema(ref = "JsonWebKeySet")))
    @MayRefuse({"endpoint-off", "unavailable"})
    public Response keys() {
        return Response.ok(keySet()).header(HttpHeaders.CACHE_CONTROL, CACHED).build();
    }

    private String keySet() {
        ObjectNode set = JSON.createObjectNode();
        var list = set.putArray("keys");
        for (SigningKey key : keys.published()) {
            try {
                var _ = list.add(JSON.readTree(key.publicKey()));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the public key " + key.id() + " is no JSON", e);
            }
        }
        return set.toString();
    }
}
