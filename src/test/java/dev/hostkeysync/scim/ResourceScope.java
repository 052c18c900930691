package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A whole resource, to try in memory what PostgreSQL is asked for.
record ResourceScope(ResourceType type, JsonNode resource) implements FilterScope {

    @Override
    public Found find(AttributePath path) {
        AttributeRef ref = type.find(path).orElseThrow(() -> FilterScope.unknown(path));
        List<JsonNode> values = FilterScope.spread(ref.in(resource));
        return ref.sub()
                .map(sub ->
                        new Found(
                                sub,
                                values.stream()
                                        .flatMap(value ->
                                                FilterScope.spread(value.path(sub.name())).stream())
                                        .toList()))
                .orElseGet(() -> new Found(ref.attribute(), values));
    }
}
