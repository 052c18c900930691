package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// JSON for tests, in single quotes.
final class Json {

    private Json() {}

    static ObjectNode object(String text) {
        return (ObjectNode) value(text);
    }

    static JsonNode value(String text) {
        return ScimJson.parseValue(text.replace('\'', '"'));
    }

    static String text(JsonNode json) {
        return ScimJson.text(json).replace('"', '\'');
    }
}
