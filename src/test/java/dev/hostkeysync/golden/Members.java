package dev.hostkeysync.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An object of a file. A member whose name is not known would be checked by nobody.
///
/// @param where for the one who mends the file
record Members(String where, JsonNode object) {

    static Members of(String where, JsonNode object, String... known) {
        if (!object.isObject()) {
            throw new IllegalArgumentException(where + " must be an object");
        }
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!Set.of(known).contains(name)) {
                        throw new IllegalArgumentException(
                                where + " has an unknown '" + name + "'");
                    }
                });
        return new Members(where, object);
    }

    String text(String name) {
        return optionalText(name)
                .orElseThrow(
                        () -> new IllegalArgumentException(where + " needs a text '" + name + "'"));
    }

    Optional<String> optionalText(String name) {
        return optional(name).map(JsonNode::textValue);
    }

    Optional<JsonNode> optional(String name) {
        return Optional.ofNullable(object.get(name));
    }

    List<JsonNode> list(String name) {
        return object.path(name).valueStream().toList();
    }

    /// In the order of the file.
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.path(name)
                .properties()
                .forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
        return texts;
    }
}
