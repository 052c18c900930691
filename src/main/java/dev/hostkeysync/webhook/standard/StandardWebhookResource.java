package dev.hostkeysync.webhook.standard;

import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.webhook.Inbox;
import dev.hostkeysync.webhook.Intake;
import dev.hostkeysync.webhook.WebhookCounter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `POST /webhooks/standard`. A 2xx means committed; 401 and 400 what can never become right; our
/// own trouble is a 503 by the error mapper, which the sender repeats for days.
@Path("/webhooks/standard")
@Consumes(MediaType.WILDCARD)
@SecurityRequirement(name = "standardSignature")
@Tag(name = "Webhooks")
class StandardWebhookResource {

    private final StandardWebhook webhook;

    StandardWebhookResource(
            StandardWebhookConfig config,
            Inbox inbox,
            WebhookCounter counter,
            InstantSource clock) {
        this.webhook = new StandardWebhook(config, Intake.of(inbox, counter), clock);
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "receiveStandardWebhook",
            summary = "Take an event of any other system",
            description =
                    "Standard Webhooks 1.0; docs/webhooks.md tells how to sign, and what each event does.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "StandardWebhook")))
    @APIResponse(responseCode = "204", description = "Taken, or of no concern")
    @MayRefuse({"endpoint-off", "bad-signature", "malformed-webhook", "content-too-large", "busy"})
    public Response receive(
            byte[] body,
            @HeaderParam("webhook-id") @Nullable String id,
            @HeaderParam("webhook-timestamp") @Nullable String timestamp,
            @HeaderParam("webhook-signature") @Nullable String signatures) {
        webhook.receive(new StandardSignature.Headers(id, timestamp, signatures), body);
        return Response.noContent().build();
    }
}
