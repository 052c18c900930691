package dev.hostkeysync.webhook.okta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.webhook.Payload;
import java.util.Optional;

/// Whom or what an event concerns (Okta: System Log API, `target`).
///
/// @param type such as `User`, `AppUser` or `AppInstance`
/// @param alternateId of a user the login, of an app user the name at the app
record OktaTarget(
        String type,
        Optional<String> id,
        Optional<String> alternateId,
        Optional<String> displayName) {

    static OktaTarget parse(JsonNode target) {
        return new OktaTarget(
                target.path("type").asText(""),
                known(target, "id"),
                known(target, "alternateId"),
                known(target, "displayName"));
    }

    boolean is(String type) {
        return this.type.equals(type);
    }

    // Okta writes "unknown" for what it does not know.
    private static Optional<String> known(JsonNode target, String name) {
        return Payload.text(target, name).filter(text -> !text.equalsIgnoreCase("unknown"));
    }
}
