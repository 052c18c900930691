package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the service says of itself: RFC 7643 sections 5 to 7, RFC 7644 section 4. It says only what
/// works.
final class Discovery {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Discovery() {}

    static ObjectNode serviceProviderConfig(String base) {
        ObjectNode config = JSON.objectNode();
        config.putArray("schemas").add(Urn.SERVICE_PROVIDER_CONFIG);
        config.set("patch", supported(true));
        config.set("bulk", supported(false).put("maxOperations", 0).put("maxPayloadSize", 0));
        config.set("filter", supported(true).put("maxResults", Page.MAX_COUNT));
        config.set("changePassword", supported(false));
        config.set("sort", supported(true));
        config.set("etag", supported(true));
        // RFC 9865 section 4. No cursorTimeout: a cursor never expires.
        config.putObject("pagination")
                .put("cursor", true)
                .put("index", true)
                .put("defaultPaginationMethod", "index")
                .put("defaultPageSize", Page.DEFAULT_COUNT)
                .put("maxPageSize", Page.MAX_COUNT);
        config.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "Bearer token")
                .put("description", "A token from SCIM_TOKENS in the Authorization header")
                .put("primary", true);
        config.set("meta", meta("ServiceProviderConfig", base + "/ServiceProviderConfig"));
        return config;
    }

    static List<ObjectNode> resourceTypes(String base) {
        return List.of(resourceType(ResourceType.USER, base));
    }

    static List<ObjectNode> schemas(String base) {
        return Stream.concat(
                        Stream.of(ResourceType.USER.core()),
                        ResourceType.USER.extensions().stream())
                .map(schema -> schema(schema, base))
                .toList();
    }

    /// One of a list, by its id in any case.
    static Optional<ObjectNode> byId(List<ObjectNode> list, String id) {
        return list.stream()
                .filter(one -> one.path("id").asText().equalsIgnoreCase(id))
                .findFirst();
    }

    private static ObjectNode resourceType(ResourceType type, String base) {
        ObjectNode described = JSON.objectNode();
        described.putArray("schemas").add(Urn.RESOURCE_TYPE);
        described.put("id", type.name());
        described.put("name", type.name());
        described.put("endpoint", type.endpoint());
        described.put("schema", type.core().urn());
        ArrayNode extensions = described.putArray("schemaExtensions");
        for (Schema extension : type.extensions()) {
            extensions.addObject().put("schema", extension.urn()).put("required", false);
        }
        described.set("meta", meta("ResourceType", base + "/ResourceTypes/" + type.name()));
        return described;
    }

    private static ObjectNode schema(Schema schema, String base) {
        ObjectNode described = schema.definition().deepCopy();
        described.set("meta", meta("Schema", base + "/Schemas/" + schema.urn()));
        return described;
    }

    private static ObjectNode supported(boolean supported) {
        return JSON.objectNode().put("supported", supported);
    }

    private static ObjectNode meta(String resourceType, String location) {
        return JSON.objectNode().put("resourceType", resourceType).put("location", location);
    }
}
