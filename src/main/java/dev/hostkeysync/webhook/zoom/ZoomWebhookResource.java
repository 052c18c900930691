package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.webhook.LiveSecrets;
import dev.hostkeysync.webhook.LogGate;
import dev.hostkeysync.webhook.Outcome;
import dev.hostkeysync.webhook.Payload;
import dev.hostkeysync.webhook.WebhookCounter;
import dev.hostkeysync.webhook.WebhookProblems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `POST /webhooks/zoom`. A 2xx means committed; 4xx what can never become right; our own trouble
/// is a 503 by the error mapper, because Zoom repeats nothing it got a 4xx for.
@Path("/webhooks/zoom")
@Consumes(MediaType.WILDCARD)
@SecurityRequirement(name = "zoomSignature")
@Tag(name = "Webhooks")
class ZoomWebhookResource {

    private static final Logger LOG = Logger.getLogger(ZoomWebhookResource.class);

    private final LogGate refusals;
    private final LiveSecrets secrets;
    private final ZoomSignature signature;
    private final UserEvents events;
    private final InstantSource clock;
    private final WebhookCounter counter;

    ZoomWebhookResource(
            ZoomWebhookConfig config,
            UserEvents events,
            InstantSource clock,
            WebhookCounter counter) {
        this.secrets = LiveSecrets.parse(config.webhookSecrets());
        this.signature = new ZoomSignature(secrets, config.webhookTolerance());
        this.events = events;
        this.clock = clock;
        this.refusals = new LogGate(clock);
        this.counter = counter;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "receiveZoomWebhook",
            summary = "Take an event of Zoom",
            description =
                    "Signed with the app's secret token, at most 90 minutes ago. `endpoint.url_validation` is answered with the proof that Zoom asks for. 2xx means: committed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "ZoomEvent")))
    @APIResponse(
            responseCode = "200",
            description = "The answer to Zoom's validation of the address",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "ZoomUrlValidation")))
    @APIResponse(responseCode = "204", description = "Taken, or of no concern")
    @MayRefuse({"endpoint-off", "bad-signature", "malformed-webhook", "content-too-large", "busy"})
    public Response receive(
            byte @Nullable [] sent,
            @HeaderParam("x-zm-request-timestamp") @Nullable String timestamp,
            @HeaderParam("x-zm-signature") @Nullable String given,
            @HeaderParam("x-zm-request-id") @Nullable String requestId) {
        if (secrets.isEmpty()) {
            throw WebhookProblems.off("ZOOM_WEBHOOK_SECRETS");
        }
        byte[] body = sent == null ? new byte[0] : sent;
        if (body.length > Payload.MAX_BYTES) {
            counter.count(UserEvents.SOURCE, Outcome.MALFORMED);
            throw WebhookProblems.tooLarge();
        }
        Optional<Secret> signer = signature.signer(timestamp, given, body, clock.instant());
        if (signer.isEmpty()) {
            throw unproved();
        }
        return switch (ZoomWebhook.parse(body)) {
            case ZoomWebhook.UrlValidation(String plainToken) -> {
                counter.count(UserEvents.SOURCE, Outcome.VALIDATION);
                yield Response.ok(
                                Map.of(
                                        "plainToken",
                                        plainToken,
                                        "encryptedToken",
                                        ZoomSignature.encryptedToken(signer.get(), plainToken)),
                                MediaType.APPLICATION_JSON_TYPE)
                        .build();
            }
            case ZoomWebhook.UserEvent event -> {
                events.take(event, EventIds.of(signer.get(), requestId, body), clock.instant());
                yield Response.noContent().build();
            }
            case ZoomWebhook.Other _ -> {
                counter.count(UserEvents.SOURCE, Outcome.IGNORED);
                yield Response.noContent().build();
            }
            case ZoomWebhook.Malformed _ -> {
                counter.count(UserEvents.SOURCE, Outcome.MALFORMED);
                throw WebhookProblems.malformed(
                        "The body is not JSON with the members that its event must have.");
            }
        };
    }

    private RuntimeException unproved() {
        counter.count(UserEvents.SOURCE, Outcome.REFUSED);
        if (refusals.opens()) {
            LOG.warn(
                    "Refused a request to /webhooks/zoom: its signature is missing, too old or not"
                            + " made with a secret in ZOOM_WEBHOOK_SECRETS. If it came from Zoom,"
                            + " compare the app's secret token and our clock. "
                            + LogGate.NOTE);
        }
        return WebhookProblems.unproved(
                "x-zm-signature must be made with the app's secret token, at most 90 minutes ago.");
    }
}
