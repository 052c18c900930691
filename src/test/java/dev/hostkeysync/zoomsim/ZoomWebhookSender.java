package dev.hostkeysync.zoomsim;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs webhooks and posts them, as Zoom does (Zoom, "Using webhooks", "Verify webhook events").
/// Retries are the caller's, by the same request id.
public final class ZoomWebhookSender {

    /// What the receiver answered.
    ///
    /// @param status the HTTP status; -1 = none within 3 s, as Zoom's webhook log has it
    /// @param body the answer's body; empty without one
    /// @param requestId the `x-zm-request-id` that was sent
    public record Delivery(int status, String body, String requestId) {}

    // Zoom gives a receiver this long.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient client;
    private final String secret;
    private final InstantSource clock;
    private final Supplier<String> requestIds;

    public ZoomWebhookSender(
            HttpClient client, String secret, InstantSource clock, Supplier<String> requestIds) {
        this.client = client;
        this.secret = secret;
        this.clock = clock;
        this.requestIds = requestIds;
    }

    /// A sender of its own client, on the system's clock, with random request ids.
    public static ZoomWebhookSender of(String secret) {
        return new ZoomWebhookSender(
                HttpClient.newHttpClient(),
                secret,
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
    }

    public Delivery send(URI url, ZoomWebhook webhook) throws InterruptedException {
        return send(url, webhook, requestIds.get());
    }

    /// @param requestId the same as before for a retry
    public Delivery send(URI url, ZoomWebhook webhook, String requestId)
            throws InterruptedException {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("x-zm-request-timestamp", timestamp)
                        .header("x-zm-request-id", requestId)
                        .header("x-zm-signature", signature(secret, timestamp, webhook.body()))
                        .POST(HttpRequest.BodyPublishers.ofString(webhook.body()))
                        .build();
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Delivery(response.statusCode(), response.body(), requestId);
        } catch (IOException e) {
            return new Delivery(-1, "", requestId);
        }
    }

    /// The value of `x-zm-signature`.
    ///
    /// @param timestamp the value of `x-zm-request-timestamp`, seconds since the epoch
    /// @param body the body as sent
    public static String signature(String secret, String timestamp, String body) {
        return "v0=" + hmac(secret, "v0:" + timestamp + ":" + body);
    }

    /// What a receiver must answer to `endpoint.url_validation`, as `encryptedToken`.
    public static String encryptedToken(String secret, String plainToken) {
        return hmac(secret, plainToken);
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
