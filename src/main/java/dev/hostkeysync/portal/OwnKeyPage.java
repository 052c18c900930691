package dev.hostkeysync.portal;

import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// `GET /`.
@Path(PagePaths.HOME)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class OwnKeyPage {

    private final Visitors visitors;
    private final Frames frames;

    OwnKeyPage(Visitors visitors, Frames frames) {
        this.visitors = visitors;
        this.frames = frames;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show() {
        Visitor visitor = visitors.current();
        return Pages.ownKey(
                frames.of("Your host key", PagePaths.HOME, visitor),
                new OwnKeyView(visitor.caller().email().orElse("")));
    }
}
