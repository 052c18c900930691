package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.Problems;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.reconcile.holds.HoldDesk;
import dev.hostkeysync.reconcile.holds.Word;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/console/holds`: the part of the overview with what the mass-change guard stopped.
@Path(ConsolePage.PATH + "/holds")
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class HoldsPart {

    private final ConsoleGuard guard;
    private final HoldDesk desk;

    HoldsPart(ConsoleGuard guard, HoldDesk desk) {
        this.guard = guard;
        this.desk = desk;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list() {
        guard.demand();
        return OverviewParts.holds(HoldsView.of(desk.list(), ""));
    }

    @GET
    @Path("{id}/users")
    @Operation(hidden = true)
    public TemplateInstance users(
            @PathParam("id") String id, @QueryParam("cursor") @Nullable String cursor) {
        guard.demand();
        Optional<UserId> after = Optional.ofNullable(cursor).flatMap(UserId::parse);
        return OverviewParts.heldUsers(HeldUsers.of(desk.get(known(id), after)));
    }

    @POST
    @Path("{id}/approve")
    @Operation(hidden = true)
    public TemplateInstance approve(
            @PathParam("id") String id, @Context HttpServerRequest request) {
        return OverviewParts.holds(decide(known(id), Word.APPROVE, guard.operator(request)));
    }

    @POST
    @Path("{id}/drop")
    @Operation(hidden = true)
    public TemplateInstance drop(@PathParam("id") String id, @Context HttpServerRequest request) {
        return OverviewParts.holds(decide(known(id), Word.DROP, guard.operator(request)));
    }

    HoldsView decide(UUID id, Word word, By by) {
        long users = desk.decide(id, word, by.label(), by.source()).view().users().total();
        return HoldsView.of(
                desk.list(),
                switch (word) {
                    case APPROVE ->
                            "Approved. The keys of %s are being revoked."
                                    .formatted(HoldCard.people(users));
                    case DROP ->
                            "Dropped. The keys of %s stay as they are."
                                    .formatted(HoldCard.people(users));
                });
    }

    private static UUID known(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problems.NOT_FOUND
                    .detail("There is no hold with this id. Reload the page.")
                    .toException();
        }
    }
}
