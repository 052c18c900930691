package dev.hostkeysync.portal;

import dev.hostkeysync.common.Problem;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `GET /console`.
@Path(PagePaths.CONSOLE)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ConsolePage {

    static final Problem NOT_FOR_YOU =
            Problem.of("operators-only", 403, "This page is for operators")
                    .detail(
                            "You are signed in, and not a member of the group that may see it. If you"
                                    + " should be, ask whoever runs this service for"
                                    + " OIDC_OPERATOR_GROUP, then sign out and in again.");

    private final Visitors visitors;
    private final Frames frames;

    ConsolePage(Visitors visitors, Frames frames) {
        this.visitors = visitors;
        this.frames = frames;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        return Pages.console(
                frames.of("Operator console", PagePaths.CONSOLE, operator(visitors.current())));
    }

    /// @throws dev.hostkeysync.common.ProblemException 403
    static Visitor operator(Visitor visitor) {
        if (!visitor.isOperator()) {
            throw NOT_FOR_YOU.toException();
        }
        return visitor;
    }
}
