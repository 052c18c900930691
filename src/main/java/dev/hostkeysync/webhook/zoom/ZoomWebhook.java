package dev.hostkeysync.webhook.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import java.io.IOException;
import java.util.Optional;

/// A webhook of Zoom, reduced to what we act on. Whatever else the payload holds (a `host_key` in
/// `user.updated`, tokens) is dropped here, before anything could log or store it.
sealed interface ZoomWebhook {

    /// Zoom checks that the address is ours (`endpoint.url_validation`).
    record UrlValidation(String plainToken) implements ZoomWebhook {}

    /// The user left our account (`user.disassociated`).
    record Disassociated(ZoomUserId zoomUserId, Optional<EmailAddress> email)
            implements ZoomWebhook {}

    /// An event that changes nothing for us.
    record Other() implements ZoomWebhook {}

    /// Not a webhook of Zoom at all; it would be the same when sent again.
    record Malformed() implements ZoomWebhook {}

    static ZoomWebhook parse(byte[] body) {
        JsonNode root;
        try {
            root = new JsonMapper().readTree(body);
        } catch (IOException _) {
            return new Malformed();
        }
        if (root == null || !root.path("event").isTextual()) {
            return new Malformed();
        }
        JsonNode payload = root.path("payload");
        return switch (root.path("event").textValue()) {
            case "endpoint.url_validation" ->
                    text(payload, "plainToken")
                            .<ZoomWebhook>map(UrlValidation::new)
                            .orElseGet(Malformed::new);
            case "user.disassociated" -> disassociated(payload.path("object"));
            default -> new Other();
        };
    }

    private static ZoomWebhook disassociated(JsonNode user) {
        return text(user, "id")
                .flatMap(ZoomUserId::parse)
                .<ZoomWebhook>map(id ->
                        new Disassociated(id, text(user, "email").flatMap(EmailAddress::parse)))
                .orElseGet(Malformed::new);
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() && !value.textValue().isBlank()
                ? Optional.of(value.textValue())
                : Optional.empty();
    }
}
