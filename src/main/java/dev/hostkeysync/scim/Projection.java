package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which attributes a caller wants to see: `attributes` or `excludedAttributes` (RFC 7644 section
/// 3.9). Names that mean nothing are passed over. What is always returned, `schemas` and `id`, is
/// there whatever they say.
final class Projection {

    /// Names that are wanted, or not wanted; one without names below it stands for all of itself.
    private static final class Names {

        private final Map<String, Names> below = new HashMap<>();
        private boolean whole;

        void add(List<String> path) {
            Names names = this;
            for (String name : path) {
                names = names.below.computeIfAbsent(name, _ -> new Names());
            }
            names.whole = true;
        }
    }

    private final Names names = new Names();
    private final boolean include;

    private Projection(ResourceType type, boolean include, String list) {
        this.include = include;
        for (String name : list.split(",", -1)) {
            names.add(path(type, name.strip()));
        }
        for (Attribute attribute : type.attributes().values()) {
            if (attribute.returned() != Attribute.Returned.ALWAYS) {
                continue;
            }
            if (include) {
                names.add(List.of(attribute.name()));
            } else {
                names.below.remove(attribute.name());
            }
        }
    }

    /// @param attributes wins where both are given
    static Optional<Projection> of(
            ResourceType type, Optional<String> attributes, Optional<String> excluded) {
        return attributes
                .filter(list -> !list.isBlank())
                .map(list -> new Projection(type, /* include */ true, list))
                .or(() -> excluded.map(list -> new Projection(type, /* include */ false, list)));
    }

    /// Whether anything of an attribute of the core schema is wanted.
    static boolean shows(Optional<Projection> projection, String attribute) {
        return projection.map(asked -> asked.shows(attribute)).orElse(true);
    }

    static ObjectNode apply(Optional<Projection> projection, ObjectNode resource) {
        return projection.map(asked -> asked.apply(resource)).orElse(resource);
    }

    private boolean shows(String attribute) {
        Names named = names.below.get(attribute);
        return include ? named != null : named == null || !named.whole;
    }

    ObjectNode apply(ObjectNode resource) {
        return applyTo(resource, names);
    }

    private ObjectNode applyTo(ObjectNode object, Names wanted) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            Names named = wanted.below.get(member.getKey());
            if (named == null || named.whole) {
                if ((named != null) == include) {
                    result.set(member.getKey(), member.getValue());
                }
            } else {
                JsonNode parts = applyToValue(member.getValue(), named);
                if (!parts.isEmpty()) {
                    result.set(member.getKey(), parts);
                }
            }
        }
        return result;
    }

    private JsonNode applyToValue(JsonNode value, Names wanted) {
        if (value instanceof ObjectNode object) {
            return applyTo(object, wanted);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> result.add(applyToValue(element, wanted)));
            return result;
        }
        return value;
    }

    private static List<String> path(ResourceType type, String name) {
        Optional<Schema> extension = type.extension(name);
        if (extension.isPresent()) {
            return List.of(extension.get().urn());
        }
        return AttributePath.parse(name)
                // A list of all kinds has attributes of both.
                .flatMap(path -> type.find(path).or(() -> ResourceType.GROUP.find(path)))
                .map(Projection::path)
                .orElse(List.of(name));
    }

    private static List<String> path(AttributeRef ref) {
        String attribute = ref.attribute().name();
        List<String> inContainer =
                ref.sub().map(sub -> List.of(attribute, sub.name())).orElse(List.of(attribute));
        return Stream.concat(ref.extension().stream(), inContainer.stream()).toList();
    }
}
