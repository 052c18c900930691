package dev.hostkeysync.webhook.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What happened to a user of Zoom (Zoom, "Webhooks", `user.*`), as far as it matters here.
sealed interface Happening {

    /// `user.created` or `user.invitation_accepted`: Zoom has the user.
    record Appeared() implements Happening {}

    /// `user.activated`
    record Activated() implements Happening {}

    /// `user.updated`
    ///
    /// @param licensed they have a licence now
    /// @param renamed they have another address
    /// @param passwordChanged their password was set anew
    /// @param hostKey empty when it was not changed
    record Updated(
            boolean licensed,
            boolean renamed,
            boolean passwordChanged,
            Optional<ReportedHostKey> hostKey)
            implements Happening {}

    /// `user.deactivated`
    record Deactivated() implements Happening {}

    /// `user.deleted`
    record Deleted() implements Happening {}

    /// `user.disassociated`: they left our account and keep their Zoom user.
    record Disassociated() implements Happening {}

    /// `user.signed_in`: it tells which id belongs to which address.
    record SignedIn() implements Happening {}

    /// @return empty for events that mean nothing to us
    static Optional<Happening> of(String event, JsonNode payload) {
        return switch (event) {
            case "user.created", "user.invitation_accepted" -> Optional.of(new Appeared());
            case "user.activated" -> Optional.of(new Activated());
            case "user.updated" -> Optional.of(updated(payload));
            case "user.deactivated" -> Optional.of(new Deactivated());
            case "user.deleted" -> Optional.of(new Deleted());
            case "user.disassociated" -> Optional.of(new Disassociated());
            case "user.signed_in" -> Optional.of(new SignedIn());
            // Settings of meetings, chats and recordings: none touches the sign-in or the host key.
            case "user.settings_updated" -> Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Updated updated(JsonNode payload) {
        JsonNode user = payload.path("object");
        return new Updated(
                Members.isLicensed(user),
                Members.email(user, "email").isPresent(),
                payload.path("operation").asText("").equals("change_password"),
                ReportedHostKey.in(user, payload.path("old_object")));
    }
}
