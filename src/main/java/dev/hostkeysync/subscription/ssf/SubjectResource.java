package dev.hostkeysync.subscription.ssf;

import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The endpoints for subjects (SSF 1.0 section 8.1.3).
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed({Scope.Name.SSF_MANAGE, Scope.Name.OPERATOR})
@RunOnVirtualThread
@Tag(name = "Shared Signals")
public class SubjectResource {

    private final Subjects subjects;
    private final SecurityIdentity identity;

    SubjectResource(Subjects subjects, SecurityIdentity identity) {
        this.subjects = subjects;
        this.identity = identity;
    }

    @POST
    @Path(Issuer.ADD_SUBJECT)
    @Operation(
            operationId = "addSsfSubject",
            summary = "Take a subject into a stream again",
            description = "All are in it until they are removed.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfSubjectWish")))
    @APIResponse(responseCode = "200", description = "It is in the stream, empty")
    @MayRefuse({"bad-request", "no-such-stream", "endpoint-off", "content-too-large"})
    public Response add(byte @Nullable [] body, @Context HttpServerRequest request) {
        subjects.add(Answers.body(body), Peer.of(identity, request));
        return Answers.empty(200);
    }

    @POST
    @Path(Issuer.REMOVE_SUBJECT)
    @Operation(
            operationId = "removeSsfSubject",
            summary = "Take a subject out of a stream",
            description = "By any of its names: e-mail, iss_sub or opaque.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SsfSubjectWish")))
    @APIResponse(responseCode = "204", description = "It is not in the stream")
    @MayRefuse({
        "bad-request",
        "too-many-subjects",
        "no-such-stream",
        "endpoint-off",
        "content-too-large"
    })
    public Response remove(byte @Nullable [] body, @Context HttpServerRequest request) {
        subjects.remove(Answers.body(body), Peer.of(identity, request));
        return Answers.noContent();
    }
}
