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

    /// The page for people, below `/scim/v2`.
    static final String HELP = "/help";

    private Discovery() {}

    static ObjectNode serviceProviderConfig(String base) {
        ObjectNode config = JSON.objectNode();
        config.putArray("schemas").add(Urn.SERVICE_PROVIDER_CONFIG);
        config.put("documentationUri", base + HELP);
        config.set("patch", supported(true));
        config.set(
                "bulk",
                supported(true)
                        .put("maxOperations", BulkRequest.MAX_OPERATIONS)
                        .put("maxPayloadSize", BulkRequest.MAX_PAYLOAD));
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
                .put("name", "OAuth Bearer Token")
                .put("description", "A bearer token in the Authorization header")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
                .put("documentationUri", base + HELP)
                .put("primary", true);
        config.set("meta", meta("ServiceProviderConfig", base + "/ServiceProviderConfig"));
        return config;
    }

    static List<ObjectNode> resourceTypes(List<ResourceType> types, String base) {
        return types.stream().map(type -> resourceType(type, base)).toList();
    }

    static List<ObjectNode> schemas(List<ResourceType> types, String base) {
        return types.stream()
                .flatMap(type -> Stream.concat(Stream.of(type.core()), type.extensions().stream()))
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
        described.put("description", type.core().definition().path("description").asText());
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
