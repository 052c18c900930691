package dev.hostkeysync.stack;

import dev.hostkeysync.common.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The webhooks of Zoom, signed as Zoom signs them: `v0=` and the HMAC-SHA256 of `v0:<seconds>:<raw
/// body>` in hex (Zoom, "Verify webhook events").
record ZoomWebhookCalls(Secret secret, InstantSource clock) {

    Call disassociated(Person person) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String body =
                RequestBody.of(
                        "zoom-user-disassociated.json",
                        person,
                        Map.of("eventTs", Long.toString(clock.millis())));
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "x-zm-request-timestamp",
                        timestamp,
                        "x-zm-request-id",
                        UUID.randomUUID().toString(),
                        "x-zm-signature",
                        signature(secret, timestamp, body));
        return new Call("POST", "/webhooks/zoom", headers, body);
    }

    static String signature(Secret secret, String timestamp, String body) {
        String text = "v0:" + timestamp + ":" + body;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return "v0="
                    + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
