package dev.hostkeysync.webhook.okta;

import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.webhook.Inbox;
import dev.hostkeysync.webhook.Intake;
import dev.hostkeysync.webhook.WebhookCounter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `GET` and `POST /webhooks/okta`. A 2xx means committed; 401 and 400 what can never become right;
/// our own trouble is a 503 by the error mapper: Okta repeats a 5xx once, and a 4xx never.
@Path("/webhooks/okta")
@Consumes(MediaType.WILDCARD)
@SecurityRequirement(name = "oktaSecret")
@Tag(name = "Webhooks")
class OktaHookResource {

    private final OktaHook hook;
    private final String header;

    OktaHookResource(
            OktaHookConfig config, Inbox inbox, WebhookCounter counter, InstantSource clock) {
        this.header = config.hook().header();
        this.hook = new OktaHook(config, EventCatalogue.load(), Intake.of(inbox, counter), clock);
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyOktaHook",
            summary = "Prove to Okta that the address is ours",
            description = "Okta's one-time verification of an event hook.")
    @APIResponse(
            responseCode = "200",
            description = "The challenge, sent back",
            content = @Content(schema = @Schema(ref = "OktaVerification")))
    @MayRefuse({"endpoint-off", "bad-secret", "malformed-webhook"})
    public Map<String, String> verify(
            @Context HttpHeaders headers,
            @HeaderParam("x-okta-verification-challenge") @Nullable String challenge) {
        return Map.of("verification", hook.verify(proof(headers), challenge));
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "receiveOktaHook",
            summary = "Take a delivery of Okta",
            description = "204 means: everything in it that means something is committed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "OktaDelivery")))
    @APIResponse(responseCode = "204", description = "Taken, or of no concern")
    @MayRefuse({"endpoint-off", "bad-secret", "malformed-webhook", "content-too-large", "busy"})
    public Response receive(byte[] body, @Context HttpHeaders headers) {
        hook.receive(proof(headers), body);
        return Response.noContent().build();
    }

    private List<String> proof(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(header);
        return values == null ? List.of() : values;
    }
}
