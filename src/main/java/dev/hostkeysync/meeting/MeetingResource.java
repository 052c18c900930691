package dev.hostkeysync.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.access.Scope;
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
import org.jspecify.annotations.Nullable;

/// `POST /api/v1/meetings`.
@Path("/api/v1/meetings")
@Produces(MediaType.APPLICATION_JSON)
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
    @APIResponse(
            responseCode = "400",
            description =
                    "The body or `Idempotency-Key` is not right, or Zoom refuses a value; `errors` names each wrong member")
    @APIResponse(
            responseCode = "403",
            description =
                    "The scope `meeting.write`, or `meeting.start-url` for the start URL, is missing")
    @APIResponse(responseCode = "404", description = "Nobody here or at Zoom is meant by a member")
    @APIResponse(
            responseCode = "409",
            description =
                    "No scheduling privilege, or it cannot be granted; the host may not host; the `Idempotency-Key` came with"
                            + " another body, or its first request is under way")
    @APIResponse(
            responseCode = "429",
            description =
                    "The host has had the 100 meetings of the day; `Retry-After` leads to 00:00 UTC")
    @APIResponse(responseCode = "502", description = "Zoom refuses the app, or answers otherwise")
    @APIResponse(
            responseCode = "503",
            description = "Zoom is away or may not be called now, or the database is away")
    @APIResponse(
            responseCode = "504",
            description =
                    "It is not known whether the meeting was made (`meeting-unknown`), or the privilege granted"
                            + " (`privilege-unknown`); the answer says how to find out")
    public Response schedule(@Nullable JsonNode body, @Context HttpServerRequest request) {
        Caller caller = Caller.of(identity);
        String source = request.remoteAddress().hostAddress();
        MeetingOrder order = MeetingOrder.parse(body, regions);
        // Not a @HeaderParam, which takes an empty header for none: whoever sends one means to have
        // a
        // key.
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
