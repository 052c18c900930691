package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// The resource of a user as it is stored, and what the directory needs to know of it.
final class UserDocument {

    /// Longer names appear in no directory, and these two travel in every event.
    private static final int MAX_NAME = 255;

    private static final String ACTIVE = "active";

    private UserDocument() {}

    /// The profile of a user who is created: active unless the document says otherwise.
    static Profile created(ObjectNode document) {
        return profile(document, /* activeBefore */ true);
    }

    /// The profile of a user who is changed. A document that does not say whether the user is
    /// active leaves that as it was (RFC 7644 section 3.5.1 lets us choose the default): it must
    /// take more than a forgotten attribute to give a locked-out person a new host key.
    static Profile changed(Profile before, ObjectNode document) {
        return profile(document, before.active());
    }

    /// @throws ScimException `invalidValue`, or 413
    private static Profile profile(ObjectNode document, boolean activeBefore) {
        String userName = text(document, "userName").orElse("");
        if (userName.isBlank()) {
            throw ScimException.invalidValue("'userName' is required and must not be empty");
        }
        if (!document.has(ACTIVE)) {
            document.put(ACTIVE, activeBefore);
        }
        String json = ScimJson.text(document);
        if (json.getBytes(StandardCharsets.UTF_8).length > ScimJson.MAX_BYTES) {
            throw ScimJson.tooLarge("the user");
        }
        return new Profile(
                limited("userName", userName),
                text(document, "externalId")
                        .filter(id -> !id.isBlank())
                        .map(id -> new ExternalId(limited("externalId", id))),
                email(document, userName),
                displayName(document),
                document.path(ACTIVE).booleanValue(),
                json);
    }

    private static String limited(String name, String value) {
        if (value.length() > MAX_NAME) {
            throw ScimException.invalidValue(
                    "'" + name + "' may have at most " + MAX_NAME + " characters");
        }
        return value;
    }

    // What Zoom knows the user by: the primary address, else the one for work, else the first, else
    // a user name that is an address.
    private static Optional<EmailAddress> email(ObjectNode document, String userName) {
        JsonNode emails = document.path("emails");
        return Stream.of(
                        emails.valueStream().filter(Values::isPrimary),
                        emails.valueStream().filter(UserDocument::isForWork),
                        emails.valueStream())
                .flatMap(candidates -> candidates)
                .map(email -> email.path("value").asText(""))
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> EmailAddress.parse(userName));
    }

    private static boolean isForWork(JsonNode email) {
        return email.path("type").asText("").equalsIgnoreCase("work");
    }

    private static Optional<String> displayName(ObjectNode document) {
        JsonNode name = document.path("name");
        String joined =
                (name.path("givenName").asText("") + " " + name.path("familyName").asText(""))
                        .strip();
        return text(document, "displayName")
                .or(() -> text(name, "formatted"))
                .or(() -> Optional.of(joined).filter(text -> !text.isEmpty()));
    }

    private static Optional<String> text(JsonNode object, String name) {
        return Optional.ofNullable(object.path(name).textValue());
    }
}
