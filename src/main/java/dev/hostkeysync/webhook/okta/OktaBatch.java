package dev.hostkeysync.webhook.okta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.webhook.Payload;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The body of a delivery (Okta: Event hooks, "Sample event delivery payload"). Its other members
/// (`source`, `eventType`, versions) say nothing that the secret has not said better.
///
/// @param id `eventId`: the same when the batch is sent again
record OktaBatch(Optional<String> id, List<OktaEvent> events) {

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /// @return empty when it is no delivery at all: it would be the same when sent again
    static Optional<OktaBatch> parse(byte[] body) {
        return Payload.object(body)
                .filter(root -> root.at("/data/events").isArray())
                .map(root ->
                        new OktaBatch(
                                Optional.of(root.path("eventId").asText(""))
                                        .filter(OktaBatch::isId),
                                root.at("/data/events")
                                        .valueStream()
                                        .map((JsonNode event) -> OktaEvent.parse(event))
                                        .toList()));
    }

    /// Whether a text can be remembered as an id.
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
