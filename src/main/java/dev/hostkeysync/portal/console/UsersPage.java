package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.portal.Frames;
import dev.hostkeysync.portal.Visitor;
import dev.hostkeysync.portal.Visitors;
import dev.hostkeysync.reconcile.users.UserDesk;
import dev.hostkeysync.reconcile.users.UserStanding;
import dev.hostkeysync.reconcile.users.UserTimeline;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
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
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/console/users`: users by name, and one user with everything that happened to them.
@Path(UsersPage.PATH)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class UsersPage {

    static final String PATH = "/console/users";

    static final int EVENTS = 40;

    private final Visitors visitors;
    private final Frames frames;
    private final UserDesk desk;
    private final UserTimeline timeline;

    UsersPage(Visitors visitors, Frames frames, UserDesk desk, UserTimeline timeline) {
        this.visitors = visitors;
        this.frames = frames;
        this.desk = desk;
        this.timeline = timeline;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance search(@QueryParam("q") @DefaultValue("") String text) {
        Visitor operator = operator();
        String asked = text.strip();
        return UserTemplates.users(
                frames.of("Users", PATH, operator),
                asked.isEmpty()
                        ? FoundUsers.NOTHING_ASKED
                        : FoundUsers.of(asked, desk.search(asked, FoundUsers.MOST)));
    }

    @GET
    @Path("{user}")
    @Operation(hidden = true)
    public TemplateInstance show(@PathParam("user") String user) {
        Visitor operator = operator();
        UserId id = parsed(user);
        UserStanding standing = desk.standing(id);
        UserLine line = UserLine.of(standing);
        return UserTemplates.user(
                frames.of(line.name(), PATH, operator),
                line,
                held(line),
                ActView.of(standing),
                TimelineView.of(timelineOf(id), timeline.page(id, Optional.empty(), "", EVENTS)));
    }

    /// Asked by a page while something is about to change.
    ///
    /// @param seen what the page shows
    @GET
    @Path("{user}/news")
    @Operation(hidden = true)
    public Response news(
            @PathParam("user") String user, @QueryParam("seen") @Nullable String seen) {
        operator();
        Response.ResponseBuilder nothing = Response.noContent();
        return UserLine.of(desk.standing(parsed(user))).seen().equals(seen)
                ? nothing.build()
                : nothing.header("HX-Trigger", "user-changed").build();
    }

    @GET
    @Path("{user}/card")
    @Operation(hidden = true)
    public TemplateInstance card(@PathParam("user") String user) {
        operator();
        return card(parsed(user), "");
    }

    @GET
    @Path("{user}/timeline")
    @Operation(hidden = true)
    public TemplateInstance more(
            @PathParam("user") String user,
            @QueryParam("at") @DefaultValue("") String at,
            @QueryParam("key") @DefaultValue("") String key) {
        operator();
        UserId id = parsed(user);
        return UserTemplates.timeline(
                TimelineView.of(
                        timelineOf(id), timeline.page(id, Cursors.moment(at), key, EVENTS)));
    }

    @POST
    @Path("{user}/{act}")
    @Operation(hidden = true)
    public TemplateInstance act(
            @PathParam("user") String user,
            @PathParam("act") String name,
            @FormParam("reason") @DefaultValue("") String reason,
            @Context HttpServerRequest request,
            @Context HttpServerResponse response) {
        Visitor operator = operator();
        UserId id = parsed(user);
        UserDesk.Act act = act(name);
        String told =
                ActView.told(
                        act,
                        UserActing.act(
                                desk,
                                act,
                                id,
                                new UserDesk.By(
                                        operator.caller().label(),
                                        request.remoteAddress().hostAddress(),
                                        reason)));
        response.putHeader("HX-Trigger", "user-acted");
        return card(id, told);
    }

    private TemplateInstance card(UserId id, String told) {
        UserStanding standing = desk.standing(id);
        UserLine line = UserLine.of(standing);
        return UserTemplates.userCard(line, held(line), ActView.of(standing), told);
    }

    private String held(UserLine line) {
        return line.reason().isEmpty() && !line.busy() ? "" : desk.held().orElse("");
    }

    private Visitor operator() {
        return ConsolePage.operator(visitors.current());
    }

    private static String timelineOf(UserId id) {
        return PATH + "/" + id + "/timeline";
    }

    private static UserDesk.Act act(String name) {
        return Arrays.stream(UserDesk.Act.values())
                .filter(act -> ActView.of(act).name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> Problems.NOT_FOUND.detail("there is no such button").toException());
    }

    private static UserId parsed(String text) {
        return UserId.parse(text).orElseThrow(UsersPage::unknown);
    }

    private static ProblemException unknown() {
        return Problem.of("no-such-user", 404, "No such user")
                .detail("Nobody has this id. Search for the user by name.")
                .toException();
    }
}
