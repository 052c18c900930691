package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts ids where an operation's data says `bulkId:x` (RFC 7644 section 3.7.2). Only where a
/// reference may stand, the attributes that have a `$ref`: elsewhere it is a text like any other.
///
/// @param ids the id for a bulkId; empty = the whole reference is to be left out
record BulkReferences(ResourceType type, Function<String, Optional<String>> ids) {

    private static final String PREFIX = "bulkId:";
    private static final Pattern QUOTED = Pattern.compile("\"bulkId:([^\"\\\\]+)\"");

    /// The bulkId that a text is; empty when it is something else.
    static Optional<String> bulkId(String text) {
        return text.startsWith(PREFIX)
                ? Optional.of(text.substring(PREFIX.length()))
                : Optional.empty();
    }

    /// A resource, or the body of a PATCH.
    JsonNode in(String method, JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            return body;
        }
        return method.equals("PATCH") ? inPatch(object) : inResource(object, "");
    }

    private ObjectNode inPatch(ObjectNode body) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            JsonNode value = member.getValue();
            boolean operations = member.getKey().equalsIgnoreCase("Operations") && value.isArray();
            result.set(member.getKey(), operations ? inEach(value) : value);
        }
        return result;
    }

    private ArrayNode inEach(JsonNode operations) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode(operations.size());
        for (JsonNode operation : operations) {
            result.add(operation instanceof ObjectNode object ? inOperation(object) : operation);
        }
        return result;
    }

    private ObjectNode inOperation(ObjectNode operation) {
        String path = Envelope.member(operation, "path").asText("");
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : operation.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (name.equalsIgnoreCase("path") && value.isTextual()) {
                result.put(name, inPath(value.textValue()));
            } else if (name.equalsIgnoreCase("value")) {
                Optional<JsonNode> replaced =
                        path.isEmpty()
                                ? Optional.of(withoutPath(value))
                                : inMember("", path, value);
                replaced.ifPresent(known -> result.set(name, known));
            } else {
                result.set(name, value);
            }
        }
        return result;
    }

    private JsonNode withoutPath(JsonNode value) {
        if (value instanceof ArrayNode array && array.size() == 1) {
            return JsonNodeFactory.instance.arrayNode().add(withoutPath(array.get(0)));
        }
        return value instanceof ObjectNode object ? inResource(object, "") : value;
    }

    // members[value eq "bulkId:x"]
    private String inPath(String path) {
        return isReference(path)
                ? QUOTED.matcher(path)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        ids.apply(found.group(1))
                                                .map(id -> '"' + id + '"')
                                                .orElse(found.group())))
                : path;
    }

    private ObjectNode inResource(ObjectNode resource, String prefix) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : resource.properties()) {
            inMember(prefix, member.getKey(), member.getValue())
                    .ifPresent(value -> result.set(member.getKey(), value));
        }
        return result;
    }

    private Optional<JsonNode> inMember(String prefix, String name, JsonNode value) {
        if (type.isKnown(name) && value instanceof ObjectNode members) {
            return Optional.of(inResource(members, name + ":"));
        }
        return isReference(prefix + name) ? inReference(value) : Optional.of(value);
    }

    private boolean isReference(String path) {
        int bracket = path.indexOf('[');
        return AttributePath.parse(bracket < 0 ? path : path.substring(0, bracket))
                .flatMap(type::find)
                .flatMap(ref -> ref.attribute().sub("$ref"))
                .isPresent();
    }

    private Optional<JsonNode> inReference(JsonNode value) {
        if (value.isTextual()) {
            return inText(value.textValue()).map(TextNode::new);
        }
        if (value.isArray()) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(one -> inReference(one).ifPresent(result::add));
            return Optional.of(result);
        }
        if (!(value instanceof ObjectNode object)) {
            return Optional.of(value);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            boolean refers = name.equalsIgnoreCase("value") || name.equalsIgnoreCase("$ref");
            Optional<JsonNode> part =
                    refers ? inReference(member.getValue()) : Optional.of(member.getValue());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            result.set(name, part.get());
        }
        return Optional.of(result);
    }

    // Alone, or at the end of a URI.
    private Optional<String> inText(String text) {
        int at = text.lastIndexOf('/') + 1;
        Optional<String> bulkId = bulkId(text.substring(at)).or(() -> bulkId(text));
        if (bulkId.isEmpty()) {
            return Optional.of(text);
        }
        String before = text.startsWith(PREFIX) ? "" : text.substring(0, at);
        return ids.apply(bulkId.get()).map(id -> before + id);
    }
}
