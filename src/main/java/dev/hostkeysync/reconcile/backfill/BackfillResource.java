package dev.hostkeysync.reconcile.backfill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.common.PublicUrlConfig;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/backfills`: keys for users who exist already.
@Path(BackfillResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Backfills")
public class BackfillResource {

    static final String PATH = "/api/v1/backfills";
    private static final int LONGEST_PAGE = 1000;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BackfillPage(
            @JsonProperty List<BackfillView> items, @JsonProperty @Nullable String cursor) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BackfillUserPage(
            @JsonProperty List<BackfillUserView> items, @JsonProperty @Nullable String cursor) {}

    private final BackfillAdministration backfills;
    private final SecurityIdentity identity;
    private final PublicUrlConfig publicUrl;

    BackfillResource(
            BackfillAdministration backfills,
            SecurityIdentity identity,
            PublicUrlConfig publicUrl) {
        this.backfills = backfills;
        this.identity = identity;
        this.publicUrl = publicUrl;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "beginBackfill",
            summary = "Give existing users a key, or find out who would get one",
            description =
                    "Reads all users of the Zoom account, adopts those whom no identity provider has told, and sets a key"
                            + " for everybody who may have one and has none. `dryRun`, which is the default, only finds"
                            + " out. Zoom may mail each user whose key is set. One that is no dry run at a time.")
    @RequestBody(content = @Content(schema = @Schema(implementation = BackfillRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "It begins within a second; `Location` tells how far it is",
            content = @Content(schema = @Schema(implementation = BackfillView.class)))
    @MayRefuse({"backfill-running", "too-many-dry-runs"})
    public Response begin(
            @Nullable JsonNode body, @Context UriInfo uri, @Context HttpServerRequest request) {
        BackfillView made = backfills.begin(BackfillRequest.parse(body), operator(request));
        String base = publicUrl.base(uri.getBaseUri().toString());
        return Response.accepted(made).location(URI.create(base + PATH + "/" + made.id())).build();
    }

    @GET
    @Operation(
            operationId = "listBackfills",
            summary = "List the backfills of the last 90 days, dry runs included")
    @APIResponse(
            responseCode = "200",
            description = "From the newest; `cursor` is there while more follow",
            content = @Content(schema = @Schema(implementation = BackfillPage.class)))
    @MayRefuse({"bad-request", "not-found"})
    public Response list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        int atMost = limit(limit);
        List<BackfillView> found =
                backfills.page(
                        Optional.ofNullable(cursor).map(BackfillResource::parsed), atMost + 1);
        List<BackfillView> page = found.subList(0, Math.min(atMost, found.size()));
        return Response.ok(
                        new BackfillPage(
                                page,
                                found.size() > atMost ? page.getLast().id().toString() : null))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getBackfill", summary = "Tell how far one is")
    @APIResponse(
            responseCode = "200",
            description = "The backfill",
            content = @Content(schema = @Schema(implementation = BackfillView.class)))
    @MayRefuse("not-found")
    public Response get(@PathParam("id") String id) {
        return Response.ok(backfills.get(parsed(id))).build();
    }

    @POST
    @Path("{id}/pause")
    @Operation(
            operationId = "pauseBackfill",
            summary = "Pause",
            description =
                    "Within a second nobody is taken up any more; who is in flight comes through, which takes seconds.")
    @APIResponse(
            responseCode = "202",
            description = "The backfill",
            content = @Content(schema = @Schema(implementation = BackfillView.class)))
    @MayRefuse({"not-found", "backfill-ended"})
    public Response pause(@PathParam("id") String id, @Context HttpServerRequest request) {
        return Response.accepted(backfills.pause(parsed(id), operator(request))).build();
    }

    @POST
    @Path("{id}/resume")
    @Operation(operationId = "resumeBackfill", summary = "Go on after a pause")
    @APIResponse(
            responseCode = "202",
            description = "The backfill",
            content = @Content(schema = @Schema(implementation = BackfillView.class)))
    @MayRefuse({"not-found", "backfill-ended"})
    public Response resume(@PathParam("id") String id, @Context HttpServerRequest request) {
        return Response.accepted(backfills.resume(parsed(id), operator(request))).build();
    }

    @POST
    @Path("{id}/cancel")
    @Operation(
            operationId = "cancelBackfill",
            summary = "Cancel",
            description =
                    "For good. Keys that were set stay; who is in flight comes through. Another one goes on where this"
                            + " one ended.")
    @APIResponse(
            responseCode = "202",
            description = "The backfill",
            content = @Content(schema = @Schema(implementation = BackfillView.class)))
    @MayRefuse({"not-found", "backfill-ended"})
    public Response cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
        return Response.accepted(backfills.cancel(parsed(id), operator(request))).build();
    }

    @GET
    @Path("{id}/users")
    @Operation(operationId = "listBackfillUsers", summary = "Tell what became of each user")
    @APIResponse(
            responseCode = "200",
            description = "In no order of meaning; `cursor` is there while more follow",
            content = @Content(schema = @Schema(implementation = BackfillUserPage.class)))
    @MayRefuse({"bad-request", "not-found"})
    public Response users(
            @PathParam("id") String id,
            @QueryParam("state")
                    @Parameter(
                            description = "Only users of this state",
                            example = "skipped",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "planned",
                                                "marked",
                                                "done",
                                                "failed",
                                                "waiting",
                                                "in-doubt",
                                                "skipped"
                                            }))
                    @Nullable String state,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int atMost = limit(limit);
        List<BackfillUsers.Line> found =
                backfills.users(
                        parsed(id),
                        Optional.ofNullable(state).map(BackfillResource::parsedState),
                        Optional.ofNullable(reason),
                        cursor == null ? "" : decoded(cursor),
                        atMost + 1);
        List<BackfillUsers.Line> page = found.subList(0, Math.min(atMost, found.size()));
        return Response.ok(
                        new BackfillUserPage(
                                page.stream().map(BackfillUserView::of).toList(),
                                found.size() > atMost ? encoded(page.getLast().key()) : null))
                .build();
    }

    private Operator operator(HttpServerRequest request) {
        return new Operator(Caller.of(identity).actor(), request.remoteAddress().hostAddress());
    }

    private static int limit(int wanted) {
        if (wanted < 1 || wanted > LONGEST_PAGE) {
            throw Problems.badRequest("limit must be 1 to " + LONGEST_PAGE).toException();
        }
        return wanted;
    }

    static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problems.NOT_FOUND.detail("there is no backfill with this id").toException();
        }
    }

    private static UserState parsedState(String state) {
        return UserState.parse(state)
                .orElseThrow(() ->
                        Problems.badRequest(
                                        "state must be planned, marked, done, failed, waiting, in-doubt or skipped")
                                .toException());
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
                    .replace("\0", "");
        } catch (IllegalArgumentException _) {
            throw Problems.badRequest("the cursor is none of ours").toException();
        }
    }
}
