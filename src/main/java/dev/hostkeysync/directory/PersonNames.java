package dev.hostkeysync.directory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.identity.Profile;
import java.util.Optional;

/// What Zoom shows of a person. Read from the stored resource, which has the form of SCIM (RFC 7643
/// sections 4.1 and 4.3); empty texts count as absent.
public record PersonNames(
        Optional<String> given,
        Optional<String> family,
        Optional<String> display,
        Optional<String> department) {

    private static final String ENTERPRISE =
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static PersonNames of(Profile profile) {
        JsonNode document = Documents.read(profile.document());
        return new PersonNames(
                text(document.path("name").path("givenName")),
                text(document.path("name").path("familyName")),
                profile.displayName()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .or(() -> text(document.path("displayName"))),
                text(document.path(ENTERPRISE).path("department")));
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isTextual)
                .map(node -> node.textValue().strip())
                .filter(text -> !text.isEmpty());
    }
}
