package dev.hostkeysync.portal.console;

import dev.hostkeysync.common.Problems;
import dev.hostkeysync.ops.letters.DeadLetterDesk;
import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.provisioning.DeadLetterState;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/console/dead-letters`: the part of the overview with the records that could not be handled.
@Path(ConsolePage.PATH + "/dead-letters")
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class LettersPart {

    private static final int LISTED = 10;

    /// One that was replayed stays until it was handled.
    private static final Set<DeadLetterState> SHOWN =
            Set.of(DeadLetterState.DEAD, DeadLetterState.REPLAYING);

    private static final int LONGEST_REASON = 200;

    private final ConsoleGuard guard;
    private final DeadLetterDesk desk;

    LettersPart(ConsoleGuard guard, DeadLetterDesk desk) {
        this.guard = guard;
        this.desk = desk;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("cursor") @Nullable String cursor) {
        guard.demand();
        return OverviewParts.letters(
                page(given(reason), Optional.ofNullable(cursor).map(LettersPart::known), ""));
    }

    @POST
    @Path("{id}/replay")
    @Operation(hidden = true)
    public TemplateInstance replay(
            @PathParam("id") String id,
            @FormParam("reason") @Nullable String reason,
            @Context HttpServerRequest request) {
        return OverviewParts.letters(replay(known(id), given(reason), guard.operator(request)));
    }

    @POST
    @Path("replay")
    @Operation(hidden = true)
    public TemplateInstance replayAll(
            @FormParam("reason") @Nullable String reason, @Context HttpServerRequest request) {
        return OverviewParts.letters(replayAll(given(reason), guard.operator(request)));
    }

    /// @param reason what is in the reason of those shown afterwards
    LettersView replay(UUID id, Optional<String> reason, By by) {
        var _ = desk.replay(id, by.label(), by.source());
        return page(
                reason,
                Optional.empty(),
                "Replayed: the record is on its topic once more. It leaves this list when it was handled.");
    }

    LettersView replayAll(Optional<String> reason, By by) {
        DeadLetterDesk.Replayed replayed = desk.replayAll(reason, by.label(), by.source());
        return page(
                reason,
                Optional.empty(),
                "Replayed: %s on their topic once more, %s still to replay."
                        .formatted(
                                replayed.replayed() == 1
                                        ? "1 record is"
                                        : Figures.count(replayed.replayed()) + " records are",
                                Figures.count(replayed.left())));
    }

    LettersView page(Optional<String> reason, Optional<UUID> before, String said) {
        return LettersView.of(
                desk.list(SHOWN, reason, before, LISTED),
                reason.orElse(""),
                before.isPresent(),
                said);
    }

    private static Optional<String> given(@Nullable String reason) {
        Optional<String> given =
                Optional.ofNullable(reason).map(String::strip).filter(text -> !text.isEmpty());
        if (given.filter(text -> text.length() > LONGEST_REASON).isPresent()) {
            throw Problems.badRequest(
                            "The reason may have " + LONGEST_REASON + " characters at most.")
                    .toException();
        }
        return given;
    }

    private static UUID known(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Problems.NOT_FOUND
                    .detail("There is no dead letter with this id. Reload the page.")
                    .toException();
        }
    }
}
