package dev.hostkeysync.webhook.standard;

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
import org.jspecify.annotations.Nullable;

/// `POST /webhooks/standard`. A 2xx means committed; 401 and 400 what can never become right; our
/// own trouble is a 503 by the error mapper, which the sender repeats for days.
@Path("/webhooks/standard")
@Consumes(MediaType.WILDCARD)
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
    public Response receive(
            byte[] body,
            @HeaderParam("webhook-id") @Nullable String id,
            @HeaderParam("webhook-timestamp") @Nullable String timestamp,
            @HeaderParam("webhook-signature") @Nullable String signatures) {
        webhook.receive(new StandardSignature.Headers(id, timestamp, signatures), body);
        return Response.noContent().build();
    }
}
