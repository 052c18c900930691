package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.ops.pipeline.Pipeline;
import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.provisioning.SyncState;
import dev.hostkeysync.reconcile.users.UserDesk;
import dev.hostkeysync.reconcile.users.WaitingUsers;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `/console/waiting`: the part of the overview with the users whose work is not done.
@Path(ConsolePage.PATH + "/waiting")
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class WaitingPart {

    private static final int LISTED = 20;

    private final ConsoleGuard guard;
    private final WaitingUsers users;
    private final UserDesk desk;
    private final Pipeline pipeline;

    WaitingPart(ConsoleGuard guard, WaitingUsers users, UserDesk desk, Pipeline pipeline) {
        this.guard = guard;
        this.users = users;
        this.desk = desk;
        this.pipeline = pipeline;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("reason") @DefaultValue("") String reason,
            @QueryParam("cursor") @DefaultValue("") String cursor) {
        guard.demand();
        return OverviewParts.waiting(page(state, reason.strip(), UserId.parse(cursor)));
    }

    @POST
    @Path("{user}/{act}")
    @Operation(hidden = true)
    public TemplateInstance act(
            @PathParam("user") String user,
            @PathParam("act") String act,
            @FormParam("reason") @DefaultValue("") String reason,
            @Context HttpServerRequest request) {
        return OverviewParts.waitingUser(act(user, act, reason, guard.operator(request)));
    }

    WaitingView page(String state, String reason, Optional<UserId> after) {
        Optional<SyncState> asked = state(state);
        Optional<String> given = Optional.of(reason).filter(text -> !text.isEmpty());
        SyncState chosen = asked.orElseGet(() -> first(given));
        WaitingUsers.Page page = users.page(chosen, given, LISTED, after);
        return new WaitingView(
                WaitingView.choices(pipeline.snapshot().work(), chosen),
                WaitingView.label(chosen),
                WorkText.of(chosen).detail(),
                reason,
                page.users().stream().map(WaitingUser::of).toList(),
                after.isPresent(),
                page.next().map(UserId::toString).orElse(""),
                desk.held().orElse(""));
    }

    WaitingUser act(String user, String name, String reason, By by) {
        UserId id = UserId.parse(user).orElseThrow(() -> unknown().toException());
        UserDesk.Act act =
                Arrays.stream(UserDesk.Act.values())
                        .filter(one -> ActView.of(one).name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                Problems.NOT_FOUND
                                        .detail("There is no such button.")
                                        .toException());
        UserDesk.Outcome outcome =
                UserActing.act(
                        desk, act, id, new UserDesk.By(by.label(), by.source(), reason.strip()));
        return WaitingUser.of(desk.standing(id), ActView.told(act, outcome));
    }

    /// The first in which there is anybody.
    private SyncState first(Optional<String> reason) {
        return WaitingView.STATES.stream()
                .filter(state -> !users.page(state, reason, 1, Optional.empty()).users().isEmpty())
                .findFirst()
                .orElse(SyncState.REFUSED);
    }

    private static Optional<SyncState> state(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                WaitingView.STATES.stream()
                        .filter(one -> WaitingView.label(one).equals(text))
                        .findFirst()
                        .orElseThrow(() ->
                                Problems.badRequest("There is no such state. Reload the page.")
                                        .toException()));
    }

    private static Problem unknown() {
        return Problem.of("no-such-user", 404, "No such user")
                .detail("Nobody has this id. Reload the page.");
    }
}
