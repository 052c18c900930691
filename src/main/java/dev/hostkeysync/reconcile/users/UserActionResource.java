package dev.hostkeysync.reconcile.users;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.RateClass;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/host-keys/{user}/…`: what an operator does with one user.
@Path("/api/v1/host-keys")
@Produces(MediaType.APPLICATION_JSON)
// A request without a body has no type either, and curl calls what it sends a form.
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@APIResponse(
        responseCode = "200",
        description = "It was so before, or is so now",
        content = @Content(schema = @Schema(implementation = Answer.class)))
@Tag(name = "Host keys")
public class UserActionResource {

    private final UserActions actions;
    private final Budget budget;
    private final InstantSource clock;
    private final SecurityIdentity identity;

    UserActionResource(
            UserActions actions, Budget budget, InstantSource clock, SecurityIdentity identity) {
        this.actions = actions;
        this.budget = budget;
        this.clock = clock;
        this.identity = identity;
    }

    @POST
    @Path("{user}/rotation")
    @RolesAllowed({Scope.Name.HOSTKEY_ROTATE, Scope.Name.OPERATOR, Caller.PERSON})
    @Operation(
            operationId = "rotateHostKey",
            summary = "Replace a user's host key by a new one",
            description =
                    "Also for the user in person, five times an hour. The old one stays valid until Zoom has the new one.")
    @RequestBody(ref = "Reason")
    @APIResponse(
            responseCode = "202",
            description = "A new key is on its way",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @MayRefuse({
        "bad-request",
        "reason-required",
        "no-such-user",
        "user-protected",
        "not-entitled",
        "too-many-rotations"
    })
    public Response rotate(
            @PathParam("user") String user,
            byte @Nullable [] body,
            @Context HttpServerRequest request) {
        Request by = by(Request.reason(body), request);
        UserActions.Result result = actions.rotate(user, Caller.of(identity), by);
        return answered(result, result.outcome() == Answer.Outcome.DONE ? 202 : 200);
    }

    @POST
    @Path("{user}/retry")
    @Operation(
            operationId = "retryHostKey",
            summary = "Try now what waits, is in doubt or was refused",
            description = "With the same digits. The pauses between attempts begin anew.")
    @RequestBody(ref = "Reason")
    @APIResponse(
            responseCode = "202",
            description = "Zoom is asked as soon as the budget allows",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @MayRefuse({"bad-request", "no-such-user", "user-protected"})
    public Response retry(
            @PathParam("user") String user,
            byte @Nullable [] body,
            @Context HttpServerRequest request) {
        return fulfilled(Wish.RETRY, user, body, request);
    }

    @POST
    @Path("{user}/revocation")
    @Operation(
            operationId = "revokeHostKey",
            summary = "Withdraw a user's host key",
            description =
                    "It is told to nobody any more, and replaced at Zoom by one that nobody is ever"
                            + " shown, until a key is asked for again.")
    @RequestBody(ref = "Reason")
    @APIResponse(
            responseCode = "202",
            description = "The key is being withdrawn",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @MayRefuse({"bad-request", "no-such-user", "user-protected"})
    public Response revoke(
            @PathParam("user") String user,
            byte @Nullable [] body,
            @Context HttpServerRequest request) {
        return fulfilled(Wish.REVOKE, user, body, request);
    }

    @POST
    @Path("{user}/issue")
    @Operation(
            operationId = "issueHostKey",
            summary = "Give a user a host key",
            description = "A key that is there, or on its way, is kept.")
    @RequestBody(ref = "Reason")
    @APIResponse(
            responseCode = "202",
            description = "A key is on its way",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    @MayRefuse({"bad-request", "no-such-user", "user-protected", "not-entitled"})
    public Response issue(
            @PathParam("user") String user,
            byte @Nullable [] body,
            @Context HttpServerRequest request) {
        return fulfilled(Wish.ISSUE, user, body, request);
    }

    @PUT
    @Path("{user}/protection")
    @Operation(
            operationId = "protectUser",
            summary = "Protect a user from every change",
            description =
                    "Until it is ended, nothing touches the user: no event, no backfill, no rotation.")
    @RequestBody(ref = "Reason")
    @MayRefuse({"bad-request", "no-such-user"})
    public Response protect(
            @PathParam("user") String user,
            byte @Nullable [] body,
            @Context HttpServerRequest request) {
        return answered(actions.protect(user, true, by(Request.reason(body), request)), 200);
    }

    @DELETE
    @Path("{user}/protection")
    @Operation(
            operationId = "unprotectUser",
            summary = "End a user's protection",
            description = "What waited for it is sent now. HOSTKEY_PROTECTED_USERS still counts.")
    @MayRefuse({"bad-request", "no-such-user"})
    public Response unprotect(
            @PathParam("user") String user,
            @QueryParam("reason") @Nullable String reason,
            @Context HttpServerRequest request) {
        Optional<String> why = reason == null ? Optional.empty() : Reasons.parse(reason);
        return answered(actions.protect(user, false, by(why, request)), 200);
    }

    private Response fulfilled(
            Wish wish, String user, byte @Nullable [] body, HttpServerRequest request) {
        UserActions.Result result = actions.fulfil(wish, user, by(Request.reason(body), request));
        return answered(result, result.outcome() == Answer.Outcome.DONE ? 202 : 200);
    }

    private Response answered(UserActions.Result result, int status) {
        @Nullable HoldView held =
                budget.heldNow(RateClass.LIGHT)
                        .map(hold -> HoldView.of(hold, clock.instant()))
                        .orElse(null);
        return Response.status(status)
                .entity(
                        new Answer(
                                result.outcome(),
                                result.follows(),
                                held,
                                UserView.of(result.after())))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Request by(Optional<String> reason, HttpServerRequest request) {
        return new Request(
                Caller.of(identity).actor(), request.remoteAddress().hostAddress(), reason);
    }
}
