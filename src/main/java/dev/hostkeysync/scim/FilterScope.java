package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/// What a filter's names mean while it is tried.
interface FilterScope {

    /// @param values what is there: none, one, or those of a multi-valued attribute
    record Found(Attribute attribute, List<JsonNode> values) {}

    /// @throws ScimException `invalidFilter` for a name that means nothing here
    Found find(AttributePath path);

    /// Inside brackets: the sub-attributes of one value.
    record OfValue(Attribute attribute, JsonNode value) implements FilterScope {

        @Override
        public Found find(AttributePath path) {
            Attribute sub = sub(attribute, path);
            return new Found(sub, spread(value.path(sub.name())));
        }
    }

    /// @throws ScimException `invalidFilter`
    static Attribute sub(Attribute attribute, AttributePath path) {
        return attribute
                .sub(path.name())
                .filter(_ -> path.urn().isEmpty() && path.sub().isEmpty())
                .orElseThrow(() -> unknown(path));
    }

    static List<JsonNode> spread(JsonNode node) {
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

    static ScimException unknown(AttributePath path) {
        return ScimException.invalidFilter(
                "there is no attribute '" + Excerpt.of(path.name()) + "' here");
    }
}
