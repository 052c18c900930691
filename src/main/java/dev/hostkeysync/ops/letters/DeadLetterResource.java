package dev.hostkeysync.ops.letters;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.provisioning.DeadLetterState;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/dead-letters`: records of the lifecycle topic that could not be handled.
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Dead letters")
public class DeadLetterResource {

    private static final int LISTED = 50;
    private static final int MOST_LISTED = 200;

    private final DeadLetterDesk desk;
    private final SecurityIdentity identity;

    DeadLetterResource(DeadLetterDesk desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "listDeadLetters",
            summary = "List records that could not be handled",
            description =
                    "From the newest; never their content. `state` is dead (waits for somebody),"
                            + " replaying, handled or outdated; `reason` must be part of the reason.")
    @APIResponse(
            responseCode = "200",
            description = "A page of dead letters",
            content = @Content(schema = @Schema(implementation = DeadLetterDesk.Page.class)))
    @MayRefuse("bad-request")
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "dead, replaying, handled or outdated; all without it",
                            example = "dead")
                    @Nullable String state,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return uncached(
                Response.ok(desk.list(states(state), given(reason), before(cursor), limit(limit))));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getDeadLetter", summary = "Tell one record that could not be handled")
    @APIResponse(
            responseCode = "200",
            description = "The dead letter, without its content",
            content = @Content(schema = @Schema(implementation = DeadLetterView.class)))
    @MayRefuse("not-found")
    public Response get(@PathParam("id") String id) {
        return uncached(Response.ok(desk.get(id(id))));
    }

    @POST
    @Path("{id}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Put a record on the topic once more",
            description =
                    "As it came, with the same ce_id. If it cannot be handled again it is the same dead letter"
                            + " with one attempt more. Written to the audit trail.")
    @APIResponse(
            responseCode = "202",
            description = "It is on its way; `state` tells what becomes of it",
            content = @Content(schema = @Schema(implementation = DeadLetterView.class)))
    @MayRefuse({"not-found", "dead-letter-taken", "dead-letter-too-large"})
    public Response replay(@PathParam("id") String id, @Context HttpServerRequest request) {
        return uncached(
                Response.accepted(
                        desk.replay(
                                id(id),
                                Caller.of(identity).actor(),
                                request.remoteAddress().hostAddress())));
    }

    @POST
    @Path("replay")
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Put all that wait on the topic once more",
            description =
                    "Or those whose reason has the given words in it; 500 at once, those first that were"
                            + " touched the longest ago, and none that is too large. Written to the"
                            + " audit trail.")
    // A request without a body has no type either, and curl calls what it sends a form.
    @Consumes(MediaType.WILDCARD)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReplayRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "They are on their way; `left` tells how many wait still",
            content = @Content(schema = @Schema(implementation = DeadLetterDesk.Replayed.class)))
    @MayRefuse("bad-request")
    public Response replayAll(byte @Nullable [] body, @Context HttpServerRequest request) {
        return uncached(
                Response.accepted(
                        desk.replayAll(
                                ReplayRequest.reason(body),
                                Caller.of(identity).actor(),
                                request.remoteAddress().hostAddress())));
    }

    private static UUID id(String text) {
        return parsed(text)
                .orElseThrow(() ->
                        Problems.NOT_FOUND
                                .detail("there is no dead letter with this id")
                                .toException());
    }

    private static Optional<UUID> before(@Nullable String cursor) {
        Optional<UUID> before = Optional.ofNullable(cursor).flatMap(DeadLetterResource::parsed);
        if (cursor != null && before.isEmpty()) {
            throw Problems.badRequest("cursor must be the `next` of the page before").toException();
        }
        return before;
    }

    private static Optional<UUID> parsed(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Set<DeadLetterState> states(@Nullable String text) {
        return state(text).map(Set::of).orElseGet(Set::of);
    }

    private static Optional<DeadLetterState> state(@Nullable String text) {
        Optional<String> wanted = given(text);
        Optional<DeadLetterState> state =
                wanted.flatMap(word ->
                        Arrays.stream(DeadLetterState.values())
                                .filter(one -> one.label().equalsIgnoreCase(word.strip()))
                                .findFirst());
        if (wanted.isPresent() && state.isEmpty()) {
            throw Problems.badRequest(
                            "state can be "
                                    + Arrays.stream(DeadLetterState.values())
                                            .map(DeadLetterState::label)
                                            .collect(Collectors.joining(", ")))
                    .toException();
        }
        return state;
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(one -> !one.isBlank());
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return LISTED;
        }
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST_LISTED) {
            throw Problems.badRequest("limit can be 1 to " + MOST_LISTED).toException();
        }
        return Integer.parseInt(text);
    }

    private static Response uncached(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
