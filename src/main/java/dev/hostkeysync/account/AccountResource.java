package dev.hostkeysync.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problems;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `/api/v1/zoom-accounts`: the users whom `ZOOM_PROVISIONING` keeps at Zoom.
@Path("/api/v1/zoom-accounts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scope.Name.OPERATOR)
@RunOnVirtualThread
@Tag(name = "Zoom accounts")
public class AccountResource {

    private static final int PAGE = 100;

    /// @param nextCursor missing on the last page
    @Schema(name = "ZoomAccountPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccountPage(
            @JsonProperty List<AccountView> items, @JsonProperty @Nullable String nextCursor) {}

    private final AccountAdministration accounts;
    private final SecurityIdentity identity;

    AccountResource(AccountAdministration accounts, SecurityIdentity identity) {
        this.accounts = accounts;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "listZoomAccounts",
            summary = "List the users whom the service keeps at Zoom",
            description =
                    "With what is wanted of each, what keeps Zoom from it and what to do about that; 100 a page, none while"
                            + " ZOOM_PROVISIONING was never on.")
    @Parameter(
            name = "state",
            description = "done, due, waiting or blocked; all without it",
            example = "blocked")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = AccountPage.class)))
    @MayRefuse("bad-request")
    public Response list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("cursor") @Nullable String cursor) {
        List<AccountView> found =
                accounts.list(
                        Optional.ofNullable(state).map(AccountResource::state),
                        Optional.ofNullable(cursor).map(AccountResource::cursor),
                        PAGE + 1);
        List<AccountView> here = found.stream().limit(PAGE).toList();
        String next = found.size() > PAGE ? here.getLast().userId().toString() : null;
        return uncached(Response.ok(new AccountPage(here, next)));
    }

    @POST
    @Path("{user}/retry")
    @Operation(
            operationId = "retryZoomAccount",
            summary = "Look at one user at Zoom now",
            description =
                    "Also at one of whom nothing was told since ZOOM_PROVISIONING is on: they are made at Zoom if they are"
                            + " missing there. `user` is our id, an e-mail address or Zoom's id.")
    @APIResponse(
            responseCode = "202",
            description = "It is looked at within seconds",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    @MayRefuse({"no-such-user", "provisioning-off"})
    public Response retry(@PathParam("user") String user, @Context HttpServerRequest request) {
        return uncached(
                Response.accepted(
                        accounts.retry(
                                user,
                                Caller.of(identity).actor(),
                                request.remoteAddress().hostAddress())));
    }

    private static AccountState state(String word) {
        return Arrays.stream(AccountState.values())
                .filter(state -> state.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        Problems.badRequest("state is one of done, due, waiting and blocked")
                                ::toException);
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Problems.badRequest("the cursor is none of ours; begin without one")
                    .toException();
        }
    }

    private static Response uncached(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
