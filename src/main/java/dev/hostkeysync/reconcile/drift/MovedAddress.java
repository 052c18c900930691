package dev.hostkeysync.reconcile.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A profile with this address as the primary one, in its SCIM document too (RFC 7643 section
/// 4.1.2).
record MovedAddress(EmailAddress address) implements UnaryOperator<Profile> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String EMAILS = "emails";

    @Override
    public Profile apply(Profile before) {
        ObjectNode document = read(before.document());
        replacePrimary(document);
        return new Profile(
                before.userName(),
                before.externalId(),
                Optional.of(address),
                before.displayName(),
                before.active(),
                document.toString());
    }

    private void replacePrimary(ObjectNode document) {
        for (JsonNode one : document.path(EMAILS)) {
            if (one instanceof ObjectNode email && one.path("primary").asBoolean()) {
                ObjectNode _ = email.put("value", address.value());
                return;
            }
        }
        ArrayNode emails =
                document.get(EMAILS) instanceof ArrayNode array ? array : document.putArray(EMAILS);
        ObjectNode _ =
                emails.addObject()
                        .put("value", address.value())
                        .put("type", "work")
                        .put("primary", true);
    }

    private static ObjectNode read(String document) {
        try {
            return JSON.readTree(document) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            // NB: no cause, Jackson quotes the document.
            throw new IllegalStateException("a stored document is not JSON");
        }
    }

    @Override
    public String toString() {
        return "MovedAddress";
    }
}
