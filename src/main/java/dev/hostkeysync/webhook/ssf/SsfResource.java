package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.access.jwt.IssuerKeys;
import dev.hostkeysync.common.MayRefuse;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.webhook.Payload;
import dev.hostkeysync.webhook.WebhookProblems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// `POST /webhooks/ssf`: SETs that are pushed (RFC 8935). 202 means committed, 400 what can never
/// become right; our own trouble, the issuer's unreadable keys and a clock behind its among it, is
/// a 503.
@Path("/webhooks/ssf")
@Consumes(MediaType.WILDCARD)
@Tag(name = "Webhooks")
class SsfResource {

    private static final String MEDIA_TYPE = "application/secevent+jwt";

    private final boolean on;
    private final PushTokens tokens;
    private final SsfReceiver receiver;

    SsfResource(SsfConfig config, SsfReceiver receiver) {
        this.on = config.issuers().isPresent();
        this.tokens =
                new PushTokens(
                        config.pushTokens()
                                .map(Secret::reveal)
                                .map(SsfSettings::pushTokens)
                                .orElse(List.of()));
        this.receiver = receiver;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "receiveSet",
            summary = "Take a Security Event Token",
            description =
                    "Push delivery (RFC 8935). Its signature is the proof; with SSF_PUSH_TOKENS a bearer token is asked for too.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = SsfResource.MEDIA_TYPE,
                            schema = @Schema(ref = "SecurityEventToken")))
    @APIResponse(responseCode = "202", description = "Taken; committed")
    @APIResponse(
            responseCode = "400",
            description = "It can never become right (RFC 8935 section 2.4)",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(ref = "SetError")))
    @MayRefuse({"endpoint-off", "content-too-large", "busy"})
    public Response receive(
            byte[] body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        if (!on) {
            throw WebhookProblems.off("SSF_ISSUERS");
        }
        if (body.length > Payload.MAX_BYTES) {
            throw WebhookProblems.tooLarge();
        }
        return switch (receipt(body, contentType, authorization)) {
            case Receipt.Taken _ -> Response.status(Response.Status.ACCEPTED).build();
            case Receipt.Refused(SetError error, String description) ->
                    Response.status(Response.Status.BAD_REQUEST)
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .header(HttpHeaders.CONTENT_LANGUAGE, "en")
                            .entity(Map.of("err", error.code(), "description", description))
                            .build();
            case Receipt.NotNow _ -> throw notNow();
        };
    }

    private Receipt receipt(
            byte[] body, @Nullable String contentType, @Nullable String authorization) {
        Optional<Predicate<String>> allowed = tokens.allowed(authorization);
        if (allowed.isEmpty()) {
            return receiver.refused(
                    SetError.AUTHENTICATION_FAILED,
                    "The Authorization header must hold a bearer token that this receiver knows.");
        }
        if (!isSet(contentType)) {
            return receiver.refused(
                    SetError.INVALID_REQUEST, "The content type must be " + MEDIA_TYPE + ".");
        }
        return receiver.receive(new String(body, StandardCharsets.US_ASCII).strip(), allowed.get());
    }

    private static boolean isSet(@Nullable String contentType) {
        return contentType != null
                && contentType.replaceFirst(";.*", "").strip().equalsIgnoreCase(MEDIA_TYPE);
    }

    private static ProblemException notNow() {
        return Problem.of("unavailable", 503, "The service cannot do this right now")
                .detail(
                        "the issuer's keys cannot be read, or iat is far ahead of our clock; try again")
                .retryAfter(IssuerKeys.PAUSE)
                .toException();
    }
}
