package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/ssf/signing-keys`: the keys that sign SETs, without the keys.
@Path(SigningKeyResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Shared Signals")
public class SigningKeyResource {

    static final String PATH = "/api/v1/ssf/signing-keys";

    /// @param signsFrom when it takes the place of the one before
    /// @param publishedUntil null = until another key takes its place
    @Schema(name = "SsfSigningKey")
    record KeyView(
            @JsonProperty UUID kid,
            @JsonProperty Instant createdAt,
            @JsonProperty String createdBy,
            @JsonProperty Instant signsFrom,
            @JsonProperty @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable Instant publishedUntil) {

        static KeyView of(SigningKey key) {
            return new KeyView(
                    key.id(),
                    key.createdAt(),
                    key.createdBy(),
                    key.signsFrom(),
                    key.publishedUntil().orElse(null));
        }
    }

    @Schema(name = "SsfSigningKeyPage")
    record KeyPage(@JsonProperty List<KeyView> items) {}

    private final SigningKeys keys;
    private final SecurityIdentity identity;

    SigningKeyResource(SigningKeys keys, SecurityIdentity identity) {
        this.keys = keys;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "listSsfSigningKeys",
            summary = "List the keys that are published, the oldest first")
    @APIResponse(
            responseCode = "200",
            description = "The keys",
            content = @Content(schema = @Schema(implementation = KeyPage.class)))
    @MayRefuse("endpoint-off")
    public Response list() {
        return Answers.of(200, new KeyPage(keys.published().stream().map(KeyView::of).toList()));
    }

    @POST
    @Operation(
            operationId = "rotateSsfSigningKey",
            summary = "Make a new key",
            description =
                    "It is published at once and signs after an hour, when receivers know it; the old one stays published"
                            + " for a week after that. With `\"compromised\": true` it signs at once and the old ones"
                            + " are published no more.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfKeyWish")))
    @APIResponse(
            responseCode = "201",
            description = "The new key",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    @MayRefuse({"bad-request", "rotation-under-way", "endpoint-off", "content-too-large"})
    public Response rotate(byte @Nullable [] body, @Context HttpServerRequest request) {
        boolean compromised =
                body != null && body.length > 0 && Answers.body(body).flag("compromised");
        return Answers.of(201, KeyView.of(keys.rotate(compromised, Peer.of(identity, request))));
    }
}
