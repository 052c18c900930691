package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.GroupProfile;
import dev.hostkeysync.identity.ExternalId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The body of a POST or PUT of a group, in its two parts.
///
/// @param members ids, not yet known to exist
record GroupDocument(GroupProfile profile, Set<UUID> members) {

    private static final String MEMBERS = "members";

    /// @param body loses its members
    /// @throws ScimException `invalidValue` or `invalidSyntax`
    static GroupDocument read(ObjectNode body) {
        JsonNode members = Envelope.member(body, MEMBERS);
        Foreign.name(body, MEMBERS).ifPresent(body::remove);
        if (!members.isArray() && !members.isNull() && !members.isMissingNode()) {
            throw ScimException.invalidValue("'members' must be an array");
        }
        return new GroupDocument(
                profile(ResourceReader.read(ResourceType.GROUP, body)),
                MemberValues.joining(members));
    }

    /// @throws ScimException `invalidValue`, or 413
    static GroupProfile profile(ObjectNode document) {
        // Written inside the object of the schema's URI, where nobody writes them.
        document.remove(MEMBERS);
        String name = document.path("displayName").asText("");
        if (name.isBlank()) {
            throw ScimException.invalidValue("'displayName' is required and must not be empty");
        }
        String json = ScimJson.text(document);
        if (json.getBytes(StandardCharsets.UTF_8).length > ScimJson.MAX_BYTES) {
            throw ScimJson.tooLarge("the group", ScimJson.MAX_BYTES);
        }
        return new GroupProfile(
                limited("displayName", name),
                Optional.ofNullable(document.path("externalId").textValue())
                        .filter(id -> !id.isBlank())
                        .map(id -> new ExternalId(limited("externalId", id))),
                json);
    }

    // An index entry of PostgreSQL has 2,700 bytes at most.
    private static String limited(String name, String value) {
        if (value.length() > 600) {
            throw ScimException.invalidValue("'" + name + "' may have at most 600 characters");
        }
        return value;
    }
}
