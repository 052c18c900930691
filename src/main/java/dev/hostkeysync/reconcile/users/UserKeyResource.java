package dev.hostkeysync.reconcile.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.zoom.limit.Budget;
import dev.hostkeysync.zoom.limit.RateClass;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/host-keys` and `GET /api/v1/host-keys/{user}/status`: how it stands with users.
@Path("/api/v1/host-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Host keys")
public class UserKeyResource {

    private static final int LISTED = 50;
    private static final int MOST_LISTED = 200;

    /// @param next the cursor of the next page; missing on the last one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HostKeyPage")
    record Page(
            @JsonProperty List<UserView> items,
            @JsonProperty @Nullable String next,
            @JsonProperty @Nullable HoldView held) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "HostKeyStatusAnswer")
    record One(@JsonProperty UserView status, @JsonProperty @Nullable HoldView held) {}

    private final UserList list;
    private final UserActions users;
    private final Budget budget;
    private final InstantSource clock;

    UserKeyResource(UserList list, UserActions users, Budget budget, InstantSource clock) {
        this.list = list;
        this.users = users;
        this.budget = budget;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listHostKeys",
            summary = "List users and how it stands with their keys",
            description =
                    "In the order of our ids; never digits. `state` is how the work stands (DUE,"
                            + " WAITING, IN_DOUBT, REFUSED, DONE) or what the user has (NONE, PENDING,"
                            + " ACTIVE, CONCEALED); `reason` must be part of the reason. A page may"
                            + " be shorter than `limit`, even empty: go on while there is a `next`.")
    @APIResponse(
            responseCode = "200",
            description = "A page of users",
            content = @Content(schema = @Schema(implementation = Page.class)))
    @MayRefuse("bad-request")
    public Response list(
            @QueryParam("state")
                    @Parameter(
                            description = "How the work stands, or what the user has",
                            example = "WAITING")
                    @Nullable String state,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UserList.Page page =
                list.page(
                        new UserList.Query(
                                StateFilter.parse(state),
                                Optional.ofNullable(reason).filter(text -> !text.isBlank()),
                                limit(limit),
                                cursor(cursor)));
        return uncached(
                new Page(
                        page.users().stream().map(UserView::of).toList(),
                        page.next().map(UserId::toString).orElse(null),
                        held()));
    }

    @GET
    @Path("{user}/status")
    @Operation(
            operationId = "getHostKeyStatus",
            summary = "Tell how it stands with one user's key",
            description =
                    "The user is named by e-mail address, Zoom user id or our id; a removed one by our"
                            + " id only. Never digits.")
    @APIResponse(
            responseCode = "200",
            description = "The user",
            content = @Content(schema = @Schema(implementation = One.class)))
    @MayRefuse("no-such-user")
    public Response status(@PathParam("user") String user) {
        return uncached(new One(UserView.of(users.status(user)), held()));
    }

    private @Nullable HoldView held() {
        return budget.heldNow(RateClass.LIGHT)
                .map(hold -> HoldView.of(hold, clock.instant()))
                .orElse(null);
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

    private static Optional<UserId> cursor(@Nullable String text) {
        Optional<UserId> cursor = Optional.ofNullable(text).flatMap(UserId::parse);
        if (text != null && cursor.isEmpty()) {
            throw Problems.badRequest("cursor must be the `next` of the page before").toException();
        }
        return cursor;
    }

    private static Response uncached(Object entity) {
        return Response.ok(entity).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
