package dev.hostkeysync.portal.console;

import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.portal.Frames;
import dev.hostkeysync.portal.Visitor;
import dev.hostkeysync.portal.Visitors;
import dev.hostkeysync.reconcile.backfill.BackfillAdministration;
import dev.hostkeysync.reconcile.backfill.BackfillRequest;
import dev.hostkeysync.reconcile.backfill.BackfillView;
import dev.hostkeysync.reconcile.backfill.Operator;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `/console/backfills`: find out who would get a key, give it to them, and look on.
@Path(BackfillsPage.PATH)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class BackfillsPage {

    static final String PATH = "/console/backfills";

    private static final int LISTED = 20;
    private static final int STUCK = 50;

    private final Visitors visitors;
    private final Frames frames;
    private final BackfillAdministration backfills;

    BackfillsPage(Visitors visitors, Frames frames, BackfillAdministration backfills) {
        this.visitors = visitors;
        this.frames = frames;
        this.backfills = backfills;
    }

    /// @param before the last one of the page before
    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("before") @DefaultValue("") String before) {
        Visitor operator = operator();
        List<BackfillView> found =
                backfills.page(
                        before.isEmpty() ? Optional.empty() : Optional.of(parsed(before)),
                        LISTED + 1);
        List<BackfillView> page = found.subList(0, Math.min(LISTED, found.size()));
        return BackfillTemplates.backfills(
                frames.of("Backfills", PATH, operator),
                page.stream().map(BackfillLine::of).toList(),
                found.size() > LISTED ? PATH + "?before=" + page.getLast().id() : "");
    }

    @POST
    @Operation(hidden = true)
    public Response begin(
            @FormParam("domain") @DefaultValue("") String domain,
            @FormParam("share") @DefaultValue("50") String share,
            @FormParam("for-real") @DefaultValue("") String forReal,
            @Context HttpServerRequest request) {
        Visitor operator = operator();
        BackfillView made =
                backfills.begin(
                        BackfillRequest.of(!forReal.equals("yes"), domain, share),
                        by(operator, request));
        return Response.noContent().header("HX-Redirect", PATH + "/" + made.id()).build();
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public TemplateInstance show(@PathParam("id") String id) {
        Visitor operator = operator();
        BackfillLine one = BackfillLine.of(backfills.get(parsed(id)));
        return BackfillTemplates.backfill(
                frames.of(one.kind(), PATH, operator), one, stuck(one), Said.nothing(one));
    }

    /// Asked by a page every second while it goes on. All else on it is asked for when this tells
    /// of a change, and seldom otherwise: somebody may be reading it.
    ///
    /// @param said the last percentage that was told
    /// @param seen what the page shows
    @GET
    @Path("{id}/figures")
    @Operation(hidden = true)
    public TemplateInstance figures(
            @PathParam("id") String id,
            @QueryParam("said") @DefaultValue("0") int said,
            @QueryParam("seen") @DefaultValue("") String seen,
            @Context HttpServerResponse response) {
        operator();
        BackfillLine one = BackfillLine.of(backfills.get(parsed(id)));
        if (!one.seen().equals(seen)) {
            response.putHeader("HX-Trigger", "backfill-changed");
        }
        return BackfillTemplates.backfillFigures(one, Said.after(one, said));
    }

    @GET
    @Path("{id}/progress")
    @Operation(hidden = true)
    public TemplateInstance progress(@PathParam("id") String id) {
        operator();
        BackfillLine one = BackfillLine.of(backfills.get(parsed(id)));
        return BackfillTemplates.backfillProgress(one, stuck(one), Said.nothing(one));
    }

    @POST
    @Path("{id}/pause")
    @Operation(hidden = true)
    public TemplateInstance pause(@PathParam("id") String id, @Context HttpServerRequest request) {
        return progress(backfills.pause(parsed(id), by(operator(), request)));
    }

    @POST
    @Path("{id}/resume")
    @Operation(hidden = true)
    public TemplateInstance resume(@PathParam("id") String id, @Context HttpServerRequest request) {
        return progress(backfills.resume(parsed(id), by(operator(), request)));
    }

    @POST
    @Path("{id}/cancel")
    @Operation(hidden = true)
    public TemplateInstance cancel(@PathParam("id") String id, @Context HttpServerRequest request) {
        return progress(backfills.cancel(parsed(id), by(operator(), request)));
    }

    private TemplateInstance progress(BackfillView view) {
        BackfillLine one = BackfillLine.of(view);
        return BackfillTemplates.backfillProgress(one, stuck(one), Said.after(one, -1));
    }

    private List<StuckLine> stuck(BackfillLine one) {
        return one.kind().equals("Dry run")
                ? List.of()
                : backfills.stuck(UUID.fromString(one.id()), STUCK).stream()
                        .map(StuckLine::of)
                        .toList();
    }

    private Visitor operator() {
        return ConsolePage.operator(visitors.current());
    }

    private static Operator by(Visitor operator, HttpServerRequest request) {
        return new Operator(operator.caller().label(), request.remoteAddress().hostAddress());
    }

    private static UUID parsed(String id) {
        return Named.id(id, "backfill");
    }
}
