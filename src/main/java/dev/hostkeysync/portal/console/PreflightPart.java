package dev.hostkeysync.portal.console;

import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.reconcile.preflight.HostKeyLocking;
import dev.hostkeysync.reconcile.preflight.Preflight;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `/console/preflight`: the part of the overview that says whether the set-up is right.
@Path(ConsolePage.PATH + "/preflight")
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PreflightPart {

    private final ConsoleGuard guard;
    private final Preflight preflight;
    private final HostKeyLocking locking;

    PreflightPart(ConsoleGuard guard, Preflight preflight, HostKeyLocking locking) {
        this.guard = guard;
        this.preflight = preflight;
        this.locking = locking;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance last() {
        guard.demand();
        return OverviewParts.preflight(
                preflight
                        .last()
                        .map(report -> PreflightView.of(report, ""))
                        .orElseGet(PreflightView::notYet));
    }

    /// A POST, as it costs Zoom a token and a call or two.
    @POST
    @Operation(hidden = true)
    public TemplateInstance check() {
        guard.demand();
        return OverviewParts.preflight(checked());
    }

    @POST
    @Path("lock")
    @Operation(hidden = true)
    public TemplateInstance lock(@Context HttpServerRequest request) {
        return OverviewParts.preflight(locked(guard.operator(request)));
    }

    PreflightView checked() {
        return PreflightView.of(preflight.run(), "Checked again.");
    }

    PreflightView locked(By by) {
        var _ = locking.lock(by.caller(), by.source());
        return PreflightView.of(
                preflight.run(), "Locked: only administrators may change host keys at Zoom.");
    }
}
