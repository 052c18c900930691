package dev.hostkeysync.reconcile.holds;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.identity.UserId;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/holds`: revocations that the mass-change guard stopped.
@Path("/api/v1/holds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Holds")
public class HoldResource {

    private final HoldDesk desk;
    private final SecurityIdentity identity;

    HoldResource(HoldDesk desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "listHolds",
            summary = "List the holds",
            description = "The newest hundred, first the newest. One at most is open.")
    @APIResponse(
            responseCode = "200",
            description = "The holds, without their users",
            content = @Content(schema = @Schema(implementation = HoldDesk.HoldList.class)))
    public Response list() {
        return Response.ok(desk.list()).build();
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getHold",
            summary = "Tell one hold",
            description =
                    "With a page of its users, in the order of their ids. They are forgotten 90 days"
                            + " after its end.")
    @APIResponse(
            responseCode = "200",
            description = "The hold; `nextCursor` is the `cursor` of the next page",
            content = @Content(schema = @Schema(implementation = HoldDesk.Detail.class)))
    @MayRefuse({"bad-request", "not-found"})
    public Response get(@PathParam("id") String id, @QueryParam("cursor") @Nullable String cursor) {
        return Response.ok(desk.get(parsed(id), after(cursor))).build();
    }

    @POST
    @Path("{id}/approve")
    @Operation(
            operationId = "approveHold",
            summary = "Revoke the keys of everybody in the hold",
            description = "Repeating it changes nothing. Written to the audit trail.")
    @APIResponse(
            responseCode = "202",
            description = "It begins within seconds; `users` tells how far it is",
            content = @Content(schema = @Schema(implementation = HoldDesk.Decision.class)))
    @MayRefuse({"not-found", "hold-resolved"})
    public Response approve(@PathParam("id") String id, @Context HttpServerRequest request) {
        return decide(id, Word.APPROVE, request);
    }

    @POST
    @Path("{id}/drop")
    @Operation(
            operationId = "dropHold",
            summary = "Leave the keys of everybody in the hold as they are",
            description =
                    "Repeating it changes nothing. `notice` tells what it means for users who are"
                            + " switched off. Written to the audit trail.")
    @APIResponse(
            responseCode = "202",
            description = "It begins within seconds; `users` tells how far it is",
            content = @Content(schema = @Schema(implementation = HoldDesk.Decision.class)))
    @MayRefuse({"not-found", "hold-resolved"})
    public Response drop(@PathParam("id") String id, @Context HttpServerRequest request) {
        return decide(id, Word.DROP, request);
    }

    private Response decide(String id, Word word, HttpServerRequest request) {
        return Response.accepted(
                        desk.decide(
                                parsed(id),
                                word,
                                Caller.of(identity).actor(),
                                request.remoteAddress().hostAddress()))
                .build();
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problems.NOT_FOUND.detail("there is no hold with this id").toException();
        }
    }

    private static Optional<UserId> after(@Nullable String cursor) {
        if (cursor == null) {
            return Optional.empty();
        }
        return Optional.of(
                UserId.parse(cursor)
                        .orElseThrow(() ->
                                Problems.badRequest("cursor: expected the nextCursor of a page")
                                        .toException()));
    }
}
