package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.DirectoryUser;
import dev.hostkeysync.directory.Membership;
import dev.hostkeysync.identity.UserId;
import java.util.List;
import java.util.Map;

/// A user as the world sees it: the stored document between what is ours to say, in the order of
/// the schema.
final class UserRepresentation {

    private UserRepresentation() {}

    /// @param base URL of `/scim/v2` without a slash at its end
    static ObjectNode of(DirectoryUser user, String base) {
        return of(user, List.of(), base);
    }

    /// @param groups those to show
    static ObjectNode of(DirectoryUser user, List<Membership> groups, String base) {
        ObjectNode document = ScimJson.stored(user.profile().document());
        if (!groups.isEmpty()) {
            document.set("groups", GroupRepresentation.groupsOfUser(groups, base));
        }
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        ArrayNode schemas = resource.putArray("schemas").add(Urn.USER);
        resource.put("id", user.id().toString());
        for (Attribute attribute : ResourceType.USER.attributes().values()) {
            JsonNode value = document.remove(attribute.name());
            if (value != null) {
                resource.set(attribute.name(), value);
            }
        }
        // What is left are extensions.
        for (Map.Entry<String, JsonNode> extension : document.properties()) {
            schemas.add(extension.getKey());
            resource.set(extension.getKey(), extension.getValue());
        }
        resource.set("meta", meta(user, base));
        return resource;
    }

    static String location(UserId id, String base) {
        return base + ResourceType.USER.endpoint() + "/" + id;
    }

    private static ObjectNode meta(DirectoryUser user, String base) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", ResourceType.USER.name())
                .put("created", user.createdAt().toString())
                .put("lastModified", user.updatedAt().toString())
                .put("location", location(user.id(), base))
                .put("version", ETag.of(user.version()));
    }
}
