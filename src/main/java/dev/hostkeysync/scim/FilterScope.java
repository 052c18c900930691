package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/// What a filter's names mean while it is tried: the attributes of a resource, or inside brackets
/// the sub-attributes of one value.
sealed interface FilterScope {

    /// @param values what is there: none, one, or those of a multi-valued attribute
    record Found(Attribute attribute, List<JsonNode> values) {}

    /// @throws ScimException `invalidFilter` for a name that means nothing here
    Found find(AttributePath path);

    record OfResource(ResourceType type, JsonNode resource) implements FilterScope {

        @Override
        public Found find(AttributePath path) {
            AttributeRef ref = type.find(path).orElseThrow(() -> unknown(path));
            List<JsonNode> values = spread(ref.in(resource));
            return ref.sub()
                    .map(sub -> new Found(sub, subValues(values, sub)))
                    .orElseGet(() -> new Found(ref.attribute(), values));
        }
    }

    record OfValue(Attribute attribute, JsonNode value) implements FilterScope {

        @Override
        public Found find(AttributePath path) {
            Attribute sub =
                    attribute
                            .sub(path.name())
                            .filter(_ -> path.urn().isEmpty() && path.sub().isEmpty())
                            .orElseThrow(() -> unknown(path));
            return new Found(sub, subValues(List.of(value), sub));
        }
    }

    private static List<JsonNode> subValues(List<JsonNode> values, Attribute sub) {
        return values.stream().flatMap(value -> spread(value.path(sub.name())).stream()).toList();
    }

    private static List<JsonNode> spread(JsonNode node) {
        if (node instanceof MissingNode || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            return List.of(node);
        }
        List<JsonNode> values = new ArrayList<>(node.size());
        node.forEach(values::add);
        return values;
    }

    private static ScimException unknown(AttributePath path) {
        return ScimException.invalidFilter("there is no attribute '" + path.name() + "' here");
    }
}
