package dev.hostkeysync.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.common.Fields;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.dialing.Regions;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/dial-strings`.
@Path("/api/v1/dial-strings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dial strings")
public class DialStringResource {

    static final int MOST_ITEMS = 500;

    private static final String REASON = "reason";

    private final DialStringMaker maker;
    private final Regions regions;
    private final SecurityIdentity identity;

    DialStringResource(DialStringMaker maker, Regions regions, SecurityIdentity identity) {
        this.maker = maker;
        this.regions = regions;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scope.Name.HOSTKEY_READ)
    @RunOnVirtualThread
    @Operation(
            operationId = "makeDialStrings",
            summary = "Make what a room device dials",
            description =
                    "One, or up to 500 in `items`; a batch is answered 200 with an `error` in each item that cannot be made."
                            + " With the host key of `user` the room enters as the host; each user whose key is told"
                            + " is written to the audit trail first, with the `reason`. `includeHostKey: false` needs no `user`.")
    @RequestBody(
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            anyOf = {
                                                DialStringBody.class,
                                                DialStringBody.Batch.class
                                            }),
                            examples = {
                                @ExampleObject(
                                        name = "one",
                                        value =
                                                """
                                                {"user":"zoe@example.com","meetingId":"92674392836","passcode":"482913",\
                                                "layout":"11","commands":["mute DTMF prompt"],"reason":"board room"}\
                                                """),
                                @ExampleObject(
                                        name = "batch",
                                        value =
                                                """
                                                {"items":[{"user":"zoe@example.com","meetingId":"92674392836"},\
                                                {"meetingId":"92674392837","region":"sydney","includeHostKey":false}]}\
                                                """)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "The dial strings",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            anyOf = {
                                                DialStringAnswer.class,
                                                DialStringAnswer.Batch.class
                                            })))
    @MayRefuse({
        "reason-required",
        "too-many-items",
        "no-such-user",
        "no-key-yet",
        "rotation-in-doubt",
        "host-key-drifted",
        "too-many-reveals"
    })
    public Response make(@Nullable JsonNode body, @Context HttpServerRequest request) {
        Reveal.Asking asking =
                new Reveal.Asking(
                        Caller.of(identity), request.remoteAddress().hostAddress(), reason(body));
        Object answer =
                body != null && body.has("items") ? batch(body, asking) : single(body, asking);
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static Optional<String> reason(@Nullable JsonNode body) {
        return body != null && body.hasNonNull(REASON)
                ? Reasons.parse(body.path(REASON).textValue())
                : Optional.empty();
    }

    private DialStringAnswer single(@Nullable JsonNode body, Reveal.Asking asking) {
        List<DialStringItem> item = List.of(DialStringItem.parseAlone(body, regions));
        DialStringMaker.Outcome outcome = maker.make(item, asking).getFirst();
        if (outcome instanceof DialStringMaker.Outcome.Refused(var problem)) {
            throw problem.toException();
        }
        return DialStringAnswer.of(outcome);
    }

    private DialStringAnswer.Batch batch(JsonNode body, Reveal.Asking asking) {
        Fields fields = Fields.of(body, Set.of("items", REASON));
        JsonNode items = fields.node("items");
        if (!items.isArray() || items.isEmpty() || items.size() > MOST_ITEMS) {
            fields.fault("items", "must be a list of 1 to " + MOST_ITEMS);
        }
        fields.check();
        return new DialStringAnswer.Batch(
                maker.make(items.valueStream().map(this::item).toList(), asking).stream()
                        .map(DialStringAnswer::of)
                        .toList());
    }

    private DialStringItem item(JsonNode item) {
        try {
            return DialStringItem.parse(item, regions);
        } catch (ProblemException notAnObject) {
            return new DialStringItem.Wrong(notAnObject.problem());
        }
    }
}
