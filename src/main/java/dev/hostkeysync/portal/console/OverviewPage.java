package dev.hostkeysync.portal.console;

import dev.hostkeysync.ops.pipeline.Pipeline;
import dev.hostkeysync.portal.ConsolePage;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `GET /console`, and what it asks for every two seconds.
@Path(ConsolePage.PATH)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class OverviewPage {

    private final ConsoleGuard guard;
    private final Pipeline pipeline;
    private final OpenMatters open;

    OverviewPage(ConsoleGuard guard, Pipeline pipeline, OpenMatters open) {
        this.guard = guard;
        this.pipeline = pipeline;
        this.open = open;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        return OverviewParts.console(guard.frame("Operator console", ConsolePage.PATH), view());
    }

    @GET
    @Path("pipeline.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public PipelineView news() {
        guard.demand();
        return view();
    }

    private PipelineView view() {
        return PipelineView.of(pipeline.snapshot(), open.holds(), open.setUp());
    }
}
