package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.DirectoryGroup;
import dev.hostkeysync.directory.Member;
import dev.hostkeysync.directory.Membership;
import dev.hostkeysync.identity.GroupId;
import java.util.List;
import java.util.Map;

/// A group as the world sees it: the stored document, its members, and what is ours to say.
final class GroupRepresentation {

    private GroupRepresentation() {}

    /// @param members those to show
    /// @param base URL of `/scim/v2` without a slash at its end
    static ObjectNode of(DirectoryGroup group, List<Member> members, String base) {
        ObjectNode document = ScimJson.stored(group.profile().document());
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        ArrayNode schemas = resource.putArray("schemas").add(Urn.GROUP);
        resource.put("id", group.id().toString());
        for (Attribute attribute : ResourceType.GROUP.attributes().values()) {
            JsonNode value = document.remove(attribute.name());
            if (value != null) {
                resource.set(attribute.name(), value);
            }
        }
        if (!members.isEmpty()) {
            ArrayNode array = resource.putArray("members");
            members.forEach(member -> array.add(member(member, base)));
        }
        // What is left are extensions.
        for (Map.Entry<String, JsonNode> extension : document.properties()) {
            schemas.add(extension.getKey());
            resource.set(extension.getKey(), extension.getValue());
        }
        resource.set("meta", meta(group, base));
        return resource;
    }

    static String location(GroupId id, String base) {
        return base + ResourceType.GROUP.endpoint() + "/" + id;
    }

    /// `groups` of a user (RFC 7643 section 4.1.2).
    static ArrayNode groupsOfUser(List<Membership> memberships, String base) {
        ArrayNode groups = JsonNodeFactory.instance.arrayNode(memberships.size());
        for (Membership membership : memberships) {
            groups.addObject()
                    .put("value", membership.group().toString())
                    .put("$ref", location(membership.group(), base))
                    .put("display", membership.displayName())
                    .put("type", membership.direct() ? "direct" : "indirect");
        }
        return groups;
    }

    private static ObjectNode member(Member member, String base) {
        ResourceType type =
                switch (member.type()) {
                    case USER -> ResourceType.USER;
                    case GROUP -> ResourceType.GROUP;
                };
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", member.id().toString())
                .put("$ref", base + type.endpoint() + "/" + member.id())
                .put("type", type.name())
                .put("display", member.display());
    }

    private static ObjectNode meta(DirectoryGroup group, String base) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", ResourceType.GROUP.name())
                .put("created", group.createdAt().toString())
                .put("lastModified", group.updatedAt().toString())
                .put("location", location(group.id(), base))
                .put("version", ETag.of(group.version()));
    }
}
