package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// A schema as it is served by `/Schemas` and, from the same file, enforced.
///
/// @param attributes by lower-case name, in the schema's order
/// @param definition must not be changed
record Schema(String urn, Map<String, Attribute> attributes, ObjectNode definition) {

    static Schema load(String resource) {
        try (InputStream in = Schema.class.getResourceAsStream("/scim/" + resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in the jar");
            }
            ObjectNode definition = ScimJson.parse(in.readAllBytes());
            return new Schema(
                    definition.path("id").textValue(),
                    Attribute.byName(definition.path("attributes")),
                    definition);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Attribute> attribute(String name) {
        return Optional.ofNullable(attributes.get(Attribute.key(name)));
    }
}
