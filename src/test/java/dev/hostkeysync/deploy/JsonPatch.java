package dev.hostkeysync.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The operations of RFC 6902 that `deploy/` uses.
final class JsonPatch {

    private JsonPatch() {}

    static void apply(JsonNode target, JsonNode operations) {
        for (JsonNode operation : operations) {
            one(target, operation);
        }
    }

    private static void one(JsonNode target, JsonNode operation) {
        JsonPointer path = JsonPointer.compile(operation.required("path").asText());
        JsonNode parent = target.at(path.head());
        String name = path.last().getMatchingProperty();
        String what = operation.required("op").asText();
        if (!what.equals("add") && target.at(path).isMissingNode()) {
            throw new IllegalStateException("there is nothing at " + path + " to " + what);
        }
        switch (parent) {
            case ObjectNode map when what.equals("remove") -> map.remove(name);
            case ObjectNode map -> map.set(name, operation.required("value").deepCopy());
            case ArrayNode list when what.equals("add") && name.equals("-") ->
                    list.add(operation.required("value").deepCopy());
            case ArrayNode list when what.equals("replace") ->
                    list.set(Integer.parseInt(name), operation.required("value").deepCopy());
            default -> throw new IllegalStateException("cannot " + what + " at " + path);
        }
    }
}
