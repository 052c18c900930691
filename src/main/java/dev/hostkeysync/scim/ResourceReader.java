package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// Reads the body of a POST or PUT into what is stored: every attribute that the schemas know and
/// every extension, known or not.
///
/// Left out without a word, as RFC 7644 sections 3.3 and 3.5.1 have it: what is ours to say (`id`,
/// `meta`, `schemas`, `groups`), `password`, and attributes that no schema knows.
final class ResourceReader {

    private final ResourceType type;
    private final ObjectNode resource = JsonNodeFactory.instance.objectNode();

    private ResourceReader(ResourceType type) {
        this.type = type;
    }

    /// @throws ScimException `invalidValue` or `invalidSyntax`
    static ObjectNode read(ResourceType type, ObjectNode body) {
        ResourceReader reader = new ResourceReader(type);
        Envelope.checkSchemas(body, type.core().urn());
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            reader.readMember(member.getKey(), member.getValue());
        }
        return reader.resource;
    }

    private void readMember(String name, JsonNode value) {
        if (Urn.isUrn(name)) {
            readExtension(name, value);
            return;
        }
        Attribute attribute = type.attributes().get(Attribute.key(name));
        if (attribute != null) {
            readAttribute(attribute, value, attribute.name(), resource);
        }
    }

    private void readExtension(String urn, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        if (!(value instanceof ObjectNode members)) {
            throw ScimException.invalidValue("'" + urn + "' must be an object");
        }
        if (type.core().urn().equalsIgnoreCase(urn)) {
            members.properties().forEach(member -> readMember(member.getKey(), member.getValue()));
            return;
        }
        Optional<Schema> schema = type.extension(urn);
        ObjectNode extension =
                schema.map(known -> readKnown(known, members))
                        .orElseGet(() -> Foreign.read(members));
        if (extension.isEmpty()) {
            return;
        }
        if (Foreign.name(resource, urn).isPresent()) {
            throw ScimException.invalidSyntax("'" + urn + "' is given twice");
        }
        resource.set(schema.map(Schema::urn).orElse(urn), extension);
    }

    private static ObjectNode readKnown(Schema schema, ObjectNode members) {
        ObjectNode extension = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            schema.attribute(member.getKey())
                    .ifPresent(attribute ->
                            readAttribute(
                                    attribute,
                                    member.getValue(),
                                    schema.urn() + ":" + attribute.name(),
                                    extension));
        }
        return extension;
    }

    private static void readAttribute(
            Attribute attribute, JsonNode value, String where, ObjectNode into) {
        if (attribute.readOnly() || attribute.neverReturned()) {
            return;
        }
        Optional<JsonNode> read = Values.read(attribute, value, where);
        if (read.isPresent() && into.replace(attribute.name(), read.get()) != null) {
            throw ScimException.invalidSyntax("'" + where + "' is given twice");
        }
    }
}
