package dev.hostkeysync.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a conversation knows by now, and fills in for `${name}` and `${name.member.0.member}`. A
/// text that is nothing else becomes what it stands for, an object or a number too.
final class Memory {

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, JsonNode> known = new HashMap<>();

    void keep(String name, JsonNode value) {
        known.put(name, value);
    }

    void keep(String name, String value) {
        keep(name, TextNode.valueOf(value));
    }

    /// @throws UnknownName for what no answer has told
    String fill(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1)).asText()));
    }

    /// As [#fill], everywhere in a value.
    JsonNode fill(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode filled = object.objectNode();
                object.properties()
                        .forEach(one -> filled.set(fill(one.getKey()), fill(one.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = array.arrayNode(array.size());
                array.forEach(one -> filled.add(fill(one)));
                yield filled;
            }
            case TextNode text -> {
                Matcher whole = PLACE.matcher(text.textValue());
                yield whole.matches()
                        ? value(whole.group(1)).deepCopy()
                        : TextNode.valueOf(fill(text.textValue()));
            }
            default -> value;
        };
    }

    private JsonNode value(String name) {
        String[] path = name.split("\\.", -1);
        JsonNode value = known.get(path[0]);
        for (int i = 1; value != null && i < path.length; i++) {
            value = value.isArray() ? value.get(Integer.parseInt(path[i])) : value.get(path[i]);
        }
        return Optional.ofNullable(value).orElseThrow(() -> new UnknownName(name));
    }

    /// No answer has told it, mostly because an earlier step failed.
    static final class UnknownName extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownName(String name) {
            super("no earlier answer has told ${" + name + "}");
        }
    }
}
