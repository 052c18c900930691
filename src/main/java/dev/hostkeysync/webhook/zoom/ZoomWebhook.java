package dev.hostkeysync.webhook.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// A webhook of Zoom, reduced to what we act on. Whatever else the payload holds is dropped here,
/// before anything could log or store it.
sealed interface ZoomWebhook {

    JsonMapper JSON = new JsonMapper();

    /// Zoom checks that the address is ours (`endpoint.url_validation`).
    record UrlValidation(String plainToken) implements ZoomWebhook {}

    /// Something happened to a user of Zoom.
    ///
    /// @param accountId Zoom's account that it happened in
    /// @param at by Zoom's clock
    record UserEvent(
            Happening happening, ZoomUser user, Optional<String> accountId, Optional<Instant> at)
            implements ZoomWebhook {}

    /// An event that means nothing to us.
    record Other() implements ZoomWebhook {}

    /// Not a webhook of Zoom at all; it would be the same when sent again.
    record Malformed() implements ZoomWebhook {}

    static ZoomWebhook parse(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException _) {
            return new Malformed();
        }
        if (root == null || !root.path("event").isTextual()) {
            return new Malformed();
        }
        String event = root.path("event").textValue();
        JsonNode payload = root.path("payload");
        if (event.equals("endpoint.url_validation")) {
            return Members.text(payload, "plainToken")
                    .<ZoomWebhook>map(UrlValidation::new)
                    .orElseGet(Malformed::new);
        }
        return Happening.of(event, payload)
                .map(happening -> userEvent(happening, root, payload))
                .orElseGet(Other::new);
    }

    private static ZoomWebhook userEvent(Happening happening, JsonNode root, JsonNode payload) {
        return ZoomUser.in(payload)
                .<ZoomWebhook>map(user ->
                        new UserEvent(
                                happening,
                                user,
                                Members.text(payload, "account_id"),
                                Members.time(root, "event_ts")
                                        .or(() -> Members.time(payload, "time_stamp"))))
                .orElseGet(Malformed::new);
    }
}
