package dev.hostkeysync.portal;

import dev.hostkeysync.access.Caller;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.reconcile.users.KeyStanding;
import dev.hostkeysync.reconcile.users.OwnRotation;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/`, and its parts below `/key`: one's own key.
@Path(PagePaths.HOME)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class OwnKeyPage {

    static final Problem NO_USER =
            Problem.of("no-such-user", 404, "You are not in the directory")
                    .detail(
                            "Nobody with the address of your sign-in is known here any more. Reload"
                                    + " the page; if it stays so, ask your IT support.");

    private final Visitors visitors;
    private final Frames frames;
    private final DirectoryReader directory;
    private final OwnRotation rotation;

    OwnKeyPage(Visitors visitors, Frames frames, DirectoryReader directory, OwnRotation rotation) {
        this.visitors = visitors;
        this.frames = frames;
        this.directory = directory;
        this.rotation = rotation;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        Visitor visitor = visitors.current();
        Caller person = visitor.caller();
        Frame frame = frames.of("Your host key", PagePaths.HOME, visitor);
        return user(person)
                .map(user ->
                        Pages.ownKey(
                                frame,
                                view(person, rotation.standing(user, person)),
                                DialForm.usual()))
                .orElseGet(() -> Pages.noUser(frame, new NoUser(person.email().orElse(""))));
    }

    @GET
    @Path(PagePaths.KEY)
    @Operation(hidden = true)
    public TemplateInstance card() {
        Caller person = visitors.current().caller();
        return Pages.keyCard(view(person, rotation.standing(known(person), person)));
    }

    /// Asked by a page every other second while something is about to change.
    ///
    /// @param seen what the page shows
    @GET
    @Path(PagePaths.KEY + "/news")
    @Operation(hidden = true)
    public Response news(@QueryParam("seen") @Nullable String seen) {
        Caller person = visitors.current().caller();
        KeyStanding standing = rotation.standing(known(person), person);
        Response.ResponseBuilder nothing = Response.noContent();
        return OwnKeyView.seen(standing).equals(seen)
                ? nothing.build()
                : nothing.header("HX-Trigger", "key-changed").build();
    }

    @POST
    @Path(PagePaths.KEY + "/rotation")
    @Operation(hidden = true)
    public TemplateInstance rotate(@Context HttpServerRequest request) {
        Caller person = visitors.current().caller();
        return Pages.keyCard(
                view(
                        person,
                        rotation.rotate(
                                known(person), person, request.remoteAddress().hostAddress())));
    }

    private UserId known(Caller person) {
        return user(person).orElseThrow(NO_USER::toException);
    }

    private Optional<UserId> user(Caller person) {
        return person.email().flatMap(directory::findPerson).map(user -> user.id());
    }

    private static OwnKeyView view(Caller person, KeyStanding standing) {
        return OwnKeyView.of(person.email().orElse(""), standing);
    }
}
