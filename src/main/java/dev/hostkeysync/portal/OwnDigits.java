package dev.hostkeysync.portal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.directory.DirectoryReader;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lookup.OwnKey;
import io.quarkus.oidc.AuthorizationCodeFlow;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// The two answers of the pages that tell digits: the key itself, and dial strings with it.
// As the other part of the page: JAX-RS looks for a method in the classes of one path only.
@Path(PagePaths.HOME)
@Authenticated
@AuthorizationCodeFlow
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class OwnDigits {

    /// How long a key stays on the screen, by itself or in a dial string.
    static final int SECONDS = 30;

    private final Visitors visitors;
    private final DirectoryReader directory;
    private final OwnKey key;

    OwnDigits(Visitors visitors, DirectoryReader directory, OwnKey key) {
        this.visitors = visitors;
        this.directory = directory;
        this.key = key;
    }

    @POST
    @Path(PagePaths.KEY + "/reveal")
    @Operation(hidden = true)
    public TemplateInstance reveal(@Context HttpServerRequest request) {
        Caller person = visitors.current().caller();
        String digits = key.reveal(known(person), person, source(request)).reveal();
        return Pages.revealed(new Revealed(digits, SECONDS));
    }

    @POST
    @Path(PagePaths.KEY + "/dial-strings")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public TemplateInstance dialStrings(
            @RestForm @Nullable String meetingId,
            @RestForm @Nullable String passcode,
            @RestForm @Nullable String layout,
            @RestForm List<String> commands,
            @RestForm @Nullable String hostKey,
            @Context HttpServerRequest request) {
        Caller person = visitors.current().caller();
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        // As invitations print it: 926 7439 2836.
        put(wish, "meetingId", meetingId == null ? null : meetingId.replaceAll("[\\s-]", ""));
        put(wish, "passcode", passcode);
        put(wish, "layout", layout);
        commands.forEach(wish.putArray("commands")::add);
        boolean isWithKey = "on".equals(hostKey);
        wish.put("includeHostKey", isWithKey);
        return Pages.dialled(
                key.dialStrings(known(person), wish, person, source(request)),
                isWithKey ? SECONDS : 0);
    }

    private static void put(ObjectNode wish, String member, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            var _ = wish.put(member, text.strip());
        }
    }

    private UserId known(Caller person) {
        return person.email()
                .flatMap(directory::findPerson)
                .orElseThrow(OwnKeyPage.NO_USER::toException)
                .id();
    }

    private static String source(HttpServerRequest request) {
        return request.remoteAddress().hostAddress();
    }
}
