package dev.hostkeysync.webhook.zoom;

import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.directory.ChangeResult;
import dev.hostkeysync.directory.Directory;
import dev.hostkeysync.directory.UserChange;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// `POST /webhooks/zoom`. A 2xx means committed; 401 and 400 what can never become right; our own
/// trouble is a 503 by the error mapper, because Zoom repeats nothing it got a 4xx for.
@Path("/webhooks/zoom")
@Consumes(MediaType.WILDCARD)
class ZoomWebhookResource {

    private static final Logger LOG = Logger.getLogger(ZoomWebhookResource.class);
    private static final String ORIGIN = "webhook:zoom";

    private final List<Secret> secrets;
    private final ZoomSignature signature;
    private final Directory directory;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    ZoomWebhookResource(
            ZoomWebhookConfig config,
            Directory directory,
            InstantSource clock,
            MeterRegistry metrics) {
        this.secrets =
                config.secrets().stream()
                        .flatMap(list -> Arrays.stream(list.split(",", -1)))
                        .map(String::strip)
                        .map(Secret::of)
                        .toList();
        this.signature = new ZoomSignature(secrets, config.tolerance());
        this.directory = directory;
        this.clock = clock;
        this.metrics = metrics;
    }

    @POST
    @RunOnVirtualThread
    public Response receive(
            byte[] body,
            @HeaderParam("x-zm-request-timestamp") @Nullable String timestamp,
            @HeaderParam("x-zm-signature") @Nullable String given) {
        if (secrets.isEmpty()) {
            throw Problem.of("endpoint-off", 404, "This endpoint is off")
                    .detail("ZOOM_WEBHOOK_SECRETS is not set.")
                    .toException();
        }
        Optional<Secret> signer = signature.signer(timestamp, given, body, clock.instant());
        if (signer.isEmpty()) {
            count("refused");
            LOG.warn(
                    "Refused a request to /webhooks/zoom: its signature is missing, too old or not"
                            + " made with a secret in ZOOM_WEBHOOK_SECRETS. If it came from Zoom,"
                            + " compare the app's secret token and our clock");
            throw Problem.of("bad-signature", 401, "The signature does not hold")
                    .detail(
                            "x-zm-signature must be made with the app's secret token, at most 90"
                                    + " minutes ago.")
                    .toException();
        }
        return switch (ZoomWebhook.parse(body)) {
            case ZoomWebhook.UrlValidation(String plainToken) -> {
                count("validation");
                yield Response.ok(
                                Map.of(
                                        "plainToken",
                                        plainToken,
                                        "encryptedToken",
                                        ZoomSignature.encryptedToken(signer.get(), plainToken)),
                                MediaType.APPLICATION_JSON_TYPE)
                        .build();
            }
            case ZoomWebhook.Disassociated(var zoomUserId, var email) -> {
                count(outcome(directory.apply(new UserChange.Transfer(zoomUserId, email), ORIGIN)));
                yield Response.noContent().build();
            }
            case ZoomWebhook.Other _ -> {
                count("ignored");
                yield Response.noContent().build();
            }
            case ZoomWebhook.Malformed _ -> {
                count("malformed");
                throw Problem.of("malformed-webhook", 400, "Not a webhook of Zoom")
                        .detail("The body is not JSON with the members that its event must have.")
                        .toException();
            }
        };
    }

    private static String outcome(ChangeResult result) {
        return switch (result) {
            case ChangeResult.Changed _ -> "changed";
            case ChangeResult.Unchanged _ -> "unchanged";
            case ChangeResult.NotFound _ -> "unknown-user";
            case ChangeResult.Late _ -> "late";
            case ChangeResult.Ambiguous _ -> "ambiguous-user";
            case ChangeResult.UserNameTaken _, ChangeResult.VersionMismatch _ ->
                    throw new IllegalStateException("a transfer names no user name and no version");
        };
    }

    private void count(String outcome) {
        metrics.counter("hostkeysync_webhooks_total", "source", "zoom", "outcome", outcome)
                .increment();
    }
}
