package dev.hostkeysync.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
import dev.hostkeysync.common.MayRefuse;
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
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/meetings`.
@Path("/api/v1/meetings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Meetings")
public class MeetingResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final MeetingDesk desk;
    private final Telling telling;
    private final Regions regions;
    private final SecurityIdentity identity;

    MeetingResource(MeetingDesk desk, Telling telling, Regions regions, SecurityIdentity identity) {
        this.desk = desk;
        this.telling = telling;
        this.regions = regions;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scope.Name.MEETING_WRITE)
    @RunOnVirtualThread
    @Operation(
            operationId = "scheduleMeeting",
            summary = "Schedule a meeting for a host",
            description =
                    "At Zoom, by whoever has the host's scheduling privilege, or in the host's own name. Every call makes a meeting:"
                            + " send an `Idempotency-Key`, so that a repetition gets the first answer instead. With the scope"
                            + " `hostkey.read` the dial strings hold the host's key, which is written to the audit trail first.")
    @Parameter(
            name = IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255),
            description =
                    "Any 1 to 255 printable ASCII characters, such as a UUID; counts for the caller for 24 hours",
            example = "0199aa00-0000-7000-8000-000000000001")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = MeetingBody.class),
                            examples =
                                    @ExampleObject(
                                            name = "for somebody else",
                                            value =
                                                    """
                                                    {"scheduleFor":"ceo@example.com","scheduledBy":"pa@example.com","topic":"Board",\
                                                    "startTime":"2026-12-01T09:00:00Z","durationMinutes":45,"timezone":"UTC",\
                                                    "grantPrivilege":false}\
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description =
                    "The meeting; with `Idempotency-Replayed: true` where an earlier request made it",
            content =
                    @Content(
                            schema = @Schema(implementation = MeetingAnswer.class),
                            examples =
                                    @ExampleObject(
                                            name = "with the host's key",
                                            value =
                                                    """
                                                    {"meetingId":"92674392836","joinUrl":"https://example.zoom.us/j/92674392836?pwd=8pEkRweVXPV3Ob2KJYgF.1",\
                                                    "passcode":"482913","hostEmail":"ceo@example.com","startTime":"2026-12-01T09:00:00Z",\
                                                    "dialStrings":{"sip":"92674392836.482913..482093@zoomcrc.com",\
                                                    "h323":"144.195.19.161##92674392836#482913##482093","hostKey":"included"}}\
                                                    """)))
    @MayRefuse({
        "answer-lost",
        "app-refused",
        "bad-idempotency-key",
        "bad-request",
        "domain-blocked",
        "forbidden",
        "host-day-used",
        "host-not-usable",
        "idempotency-key-reused",
        "may-not-host",
        "meeting-unknown",
        "no-scheduling-privilege",
        "no-such-user",
        "no-such-zoom-user",
        "privilege-not-granted",
        "privilege-unknown",
        "refused-by-zoom",
        "refused-by-zoom-otherwise",
        "request-under-way",
        "zoom-throttled",
        "zoom-unreachable"
    })
    public Response schedule(@Nullable JsonNode body, @Context HttpServerRequest request) {
        Caller caller = Caller.of(identity);
        String source = request.remoteAddress().hostAddress();
        MeetingOrder order = MeetingOrder.parse(body, regions);
        // Not a @HeaderParam, which takes an empty header for none: whoever sends one means to
        // have a key.
        Optional<RequestKey> key =
                RequestKey.of(
                        Optional.ofNullable(request.getHeader(IDEMPOTENCY_KEY)),
                        caller,
                        Objects.requireNonNull(body));
        MeetingDesk.Scheduled scheduled = desk.schedule(order, key, caller, source);
        Response.ResponseBuilder answer =
                Response.status(Response.Status.CREATED)
                        .entity(telling.tell(scheduled.meeting(), order, caller, source))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (scheduled.repeated()) {
            answer.header("Idempotency-Replayed", "true");
        }
        return answer.build();
    }
}
