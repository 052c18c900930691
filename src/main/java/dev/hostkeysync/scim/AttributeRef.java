package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// A path that is known to mean something.
///
/// @param extension the URI of the extension the attribute belongs to; empty = core
record AttributeRef(Optional<String> extension, Attribute attribute, Optional<Attribute> sub) {

    /// Empty when the attribute has no such sub-attribute.
    static Optional<AttributeRef> of(
            Optional<String> extension, Attribute attribute, Optional<String> sub) {
        if (sub.isEmpty()) {
            return Optional.of(new AttributeRef(extension, attribute, Optional.empty()));
        }
        return attribute
                .sub(sub.get())
                .map(found -> new AttributeRef(extension, attribute, Optional.of(found)));
    }

    /// The attribute's value in a resource; missing when it has none.
    JsonNode in(JsonNode resource) {
        JsonNode container = extension.map(resource::path).orElse(resource);
        return container.path(attribute.name());
    }
}
