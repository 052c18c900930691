package dev.hostkeysync.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/// Judges values by the schemas of the description, more strictly than these say: a member that no
/// schema names is a fault.
final class Schemas {

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final JsonNode COMPONENTS = closed(ApiDescription.json().path("components"));

    private Schemas() {}

    static List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = closed(schema);
        whole.set("components", COMPONENTS);
        return FACTORY.getSchema(whole, CONFIG).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static ObjectNode closed(JsonNode node) {
        ObjectNode copy = node.isObject() ? node.deepCopy() : new JsonMapper().createObjectNode();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Schemas::close);
    }
}
