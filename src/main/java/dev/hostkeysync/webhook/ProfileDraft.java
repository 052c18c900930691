package dev.hostkeysync.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;

/// What a webhook says of a user, as far as it says anything: becomes a profile, or changes one.
public record ProfileDraft(
        Optional<String> userName,
        Optional<ExternalId> externalId,
        Optional<EmailAddress> email,
        Optional<String> displayName,
        Optional<Boolean> active) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String EMAILS = "emails";
    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";

    /// A profile of its own, active unless it says otherwise. An address serves as the user name of
    /// who has no other one.
    ///
    /// @return empty when there is neither
    public Optional<Profile> profile() {
        return userName.or(() -> email.map(EmailAddress::value))
                .map(name -> {
                    boolean on = active.orElse(true);
                    return new Profile(
                            name,
                            externalId,
                            email.or(() -> EmailAddress.parse(name)),
                            displayName,
                            on,
                            written(JSON.createObjectNode(), name, on).toString());
                });
    }

    /// The same profile with everything replaced that this one says.
    public Profile onto(Profile before) {
        String name = userName.orElse(before.userName());
        boolean on = active.orElse(before.active());
        ObjectNode document = stored(before.document());
        return new Profile(
                name,
                externalId.or(before::externalId),
                email.or(() -> addressOf(before, document, name)),
                displayName.or(before::displayName),
                on,
                written(document, name, on).toString());
    }

    // In the form of SCIM (RFC 7643 section 4.1), because that is how a user is read again.
    private ObjectNode written(ObjectNode document, String name, boolean on) {
        if (!document.has("schemas")) {
            document.putArray("schemas").add(SCHEMA);
        }
        document.put("userName", name);
        externalId.ifPresent(id -> document.put("externalId", id.value()));
        displayName.ifPresent(text -> document.put("displayName", text));
        email.ifPresent(mail -> replacePrimary(document, mail));
        return document.put("active", on);
    }

    // Who has no addresses is known by a user name that is one: the new one then.
    private static Optional<EmailAddress> addressOf(
            Profile before, ObjectNode document, String name) {
        return document.path(EMAILS).isEmpty()
                ? EmailAddress.parse(name).or(before::email)
                : before.email();
    }

    private static void replacePrimary(ObjectNode document, EmailAddress mail) {
        for (JsonNode one : document.path(EMAILS)) {
            if (one instanceof ObjectNode email && one.path("primary").asBoolean()) {
                email.put("value", mail.value());
                return;
            }
        }
        ArrayNode emails =
                document.get(EMAILS) instanceof ArrayNode array ? array : document.putArray(EMAILS);
        emails.addObject().put("value", mail.value()).put("type", "work").put("primary", true);
    }

    private static ObjectNode stored(String document) {
        try {
            return JSON.readTree(document) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            // NB: no cause, Jackson quotes the document.
            throw new IllegalStateException("a stored document is not JSON");
        }
    }
}
