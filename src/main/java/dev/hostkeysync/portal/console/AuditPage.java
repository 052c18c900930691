package dev.hostkeysync.portal.console;

import dev.hostkeysync.audit.AuditSearch;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.portal.Frame;
import dev.hostkeysync.portal.Frames;
import dev.hostkeysync.portal.Visitor;
import dev.hostkeysync.portal.Visitors;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `/console/audit`: who read or changed what.
@Path(AuditPage.PATH)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AuditPage {

    static final String PATH = "/console/audit";

    private static final int LISTED = 50;
    private static final int AT_ONCE = 1000;

    private final Visitors visitors;
    private final Frames frames;
    private final AuditDesk desk;
    private final InstantSource clock;

    AuditPage(Visitors visitors, Frames frames, AuditDesk desk, InstantSource clock) {
        this.visitors = visitors;
        this.frames = frames;
        this.desk = desk;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance search(@Context UriInfo uri) {
        Visitor operator = operator();
        Frame frame = frames.of("Audit", PATH, operator);
        Question question = Question.of(uri.getQueryParameters());
        try {
            AuditDesk.Page page = desk.page(desk.understood(question), Optional.empty(), LISTED);
            return AuditTemplates.audit(
                    frame, question, desk.actions(), "", page.lines(), more(question, page));
        } catch (ProblemException e) {
            return AuditTemplates.audit(
                    frame,
                    question,
                    desk.actions(),
                    e.problem().detail().orElse(e.problem().title()),
                    List.of(),
                    "");
        }
    }

    /// @param place where the page before ended
    @GET
    @Path("more")
    @Operation(hidden = true)
    public TemplateInstance more(
            @Context UriInfo uri, @QueryParam("after") @DefaultValue("") String place) {
        operator();
        Question question = Question.of(uri.getQueryParameters());
        AuditDesk.Page page =
                desk.page(desk.understood(question), Optional.of(place(place)), LISTED);
        return AuditTemplates.auditLines(page.lines(), more(question, page));
    }

    /// Everything that a search finds, for a spreadsheet.
    @GET
    @Path("export.csv")
    @Produces("text/csv;charset=UTF-8")
    @Operation(hidden = true)
    public Response export(@Context UriInfo uri, @Context HttpServerRequest request) {
        Visitor operator = operator();
        Question question = Question.of(uri.getQueryParameters());
        AuditSearch.Wanted wanted = desk.understood(question);
        desk.exported(
                operator.caller().label(), request.remoteAddress().hostAddress(), question, wanted);
        StreamingOutput all = out -> write(wanted, out);
        return Response.ok(all)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"audit-%s.csv\""
                                .formatted(Utc.of(clock.instant()).replaceAll("[^0-9]+", "")))
                .build();
    }

    private void write(AuditSearch.Wanted wanted, OutputStream out) throws IOException {
        out.write(
                Csv.line("time", "who", "action", "user id", "user", "from address", "detail")
                        .getBytes(StandardCharsets.UTF_8));
        Optional<AuditSearch.Place> place = Optional.empty();
        do {
            AuditDesk.Page page = desk.page(wanted, place, AT_ONCE);
            StringBuilder text = new StringBuilder();
            for (AuditLine line : page.lines()) {
                text.append(
                        Csv.line(
                                line.at(),
                                line.actor(),
                                line.action(),
                                line.userId(),
                                line.userName(),
                                line.source(),
                                line.detail()));
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            place = page.next();
        } while (place.isPresent());
    }

    private static String more(Question question, AuditDesk.Page page) {
        return page.next()
                .map(place ->
                        "%s/more?%s&after=%s~%d"
                                .formatted(PATH, question.asQuery(), place.at(), place.id()))
                .orElse("");
    }

    /// @throws ProblemException 400
    static AuditSearch.Place place(String text) {
        String[] parts = text.split("~", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,18}")) {
            throw Cursors.wrong();
        }
        return new AuditSearch.Place(
                Cursors.moment(parts[0]).orElseThrow(Cursors::wrong), Long.parseLong(parts[1]));
    }

    private Visitor operator() {
        return ConsolePage.operator(visitors.current());
    }
}
