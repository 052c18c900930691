package dev.hostkeysync.webhook.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.UserReference;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.ZoomUserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whom an event of Zoom is about.
///
/// @param emails any of them may be the one we know: the surest first
record ZoomUser(
        Optional<ZoomUserId> id,
        List<EmailAddress> emails,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> displayName) {

    private static final int LONGEST_NAME = 255;

    /// @return empty when the event names nobody
    static Optional<ZoomUser> in(JsonNode payload) {
        JsonNode user = payload.path("object");
        Optional<ZoomUserId> id = Members.zoomUserId(user);
        // An event tells the id and what changed. Whoever changed it themself is the operator, and
        // of the operator it tells the address too.
        boolean themself =
                id.isPresent()
                        && id.equals(
                                Members.text(payload, "operator_id").flatMap(ZoomUserId::parse));
        List<EmailAddress> emails =
                Stream.of(
                                Members.email(user, "email"),
                                Members.email(payload.path("old_object"), "email"),
                                themself
                                        ? Members.email(payload, "operator")
                                        : Optional.<EmailAddress>empty())
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        return id.isEmpty() && emails.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ZoomUser(
                                id,
                                emails,
                                name(user, "first_name"),
                                name(user, "last_name"),
                                name(user, "display_name")));
    }

    UserReference reference() {
        return reference(emails.stream().findFirst());
    }

    private UserReference reference(Optional<EmailAddress> email) {
        UserReference byId = id.map(UserReference.none()::with).orElseGet(UserReference::none);
        return email.map(byId::with).orElse(byId);
    }

    /// The user as if an identity provider had pushed them; empty without an address to call them
    /// by.
    Optional<Profile> profile() {
        return emails.stream().findFirst().map(this::profile);
    }

    private Profile profile(EmailAddress email) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("userName", email.value());
        if (firstName.isPresent() || lastName.isPresent()) {
            ObjectNode name = document.putObject("name");
            firstName.ifPresent(first -> name.put("givenName", first));
            lastName.ifPresent(last -> name.put("familyName", last));
        }
        Optional<String> shown = displayName.or(this::joinedName);
        shown.ifPresent(text -> document.put("displayName", text));
        document.putArray("emails")
                .addObject()
                .put("value", email.value())
                .put("type", "work")
                .put("primary", true);
        document.put("active", true);
        return new Profile(
                email.value(),
                Optional.empty(),
                Optional.of(email),
                shown,
                /* active */ true,
                document.toString());
    }

    private Optional<String> joinedName() {
        return Optional.of((firstName.orElse("") + " " + lastName.orElse("")).strip())
                .filter(name -> !name.isEmpty());
    }

    private static Optional<String> name(JsonNode user, String field) {
        return Members.text(user, field).filter(name -> name.length() <= LONGEST_NAME);
    }
}
