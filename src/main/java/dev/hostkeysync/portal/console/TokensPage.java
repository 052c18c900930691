package dev.hostkeysync.portal.console;

import dev.hostkeysync.access.NewToken;
import dev.hostkeysync.access.TokenAdministration;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import dev.hostkeysync.portal.ConsolePage;
import dev.hostkeysync.portal.Frames;
import dev.hostkeysync.portal.Visitor;
import dev.hostkeysync.portal.Visitors;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
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
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// `/console/tokens`: bearer tokens for the API and for SCIM.
@Path(TokensPage.PATH)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class TokensPage {

    static final String PATH = "/console/tokens";

    private final Visitors visitors;
    private final Frames frames;
    private final TokenAdministration tokens;
    private final InstantSource clock;

    TokensPage(Visitors visitors, Frames frames, TokenAdministration tokens, InstantSource clock) {
        this.visitors = visitors;
        this.frames = frames;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance list(@QueryParam("revoked") boolean revoked) {
        Visitor operator = operator();
        return TokenTemplates.tokens(
                frames.of("Tokens", PATH, operator), lines(revoked), revoked, ScopeChoice.all());
    }

    @POST
    @Operation(hidden = true)
    public TemplateInstance make(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("scope") @Nullable List<String> scopes,
            @FormParam("last-day") @DefaultValue("") String lastDay,
            @Context HttpServerRequest request) {
        Visitor operator = operator();
        TokenAdministration.Made made =
                tokens.make(
                        NewToken.of(
                                name.strip(),
                                scopes == null ? List.of() : scopes,
                                day(lastDay),
                                clock.instant()),
                        operator.caller(),
                        request.remoteAddress().hostAddress());
        return TokenTemplates.tokenMade(MadeToken.of(made), lines(false), false);
    }

    @POST
    @Path("{id}/revoke")
    @Operation(hidden = true)
    public TemplateInstance revoke(@PathParam("id") String id, @Context HttpServerRequest request) {
        Visitor operator = operator();
        var token = tokens.get(Named.id(id, "token"));
        tokens.revoke(token.id(), operator.caller(), request.remoteAddress().hostAddress());
        return TokenTemplates.tokenList(
                lines(false),
                false,
                "%s is revoked: here at once, on every replica within seconds."
                        .formatted(token.name()));
    }

    private List<TokenLine> lines(boolean revoked) {
        return tokens.list(revoked).stream().map(TokenLine::of).toList();
    }

    /// @throws ProblemException 400
    static Optional<LocalDate> day(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException _) {
            throw Problems.badRequest("the last day must be a date such as 2027-01-31")
                    .toException();
        }
    }

    private Visitor operator() {
        return ConsolePage.operator(visitors.current());
    }
}
