package dev.hostkeysync.zoom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.common.Secret;
import java.util.Optional;

/// Bodies to and from Zoom. Secrets, both: an answer may hold a host key, and neither belongs into
/// a log.
final class ZoomJson {

    private static final JsonMapper JSON = new JsonMapper();

    private ZoomJson() {}

    /// @return empty when it is not a whole JSON object
    static Optional<JsonNode> read(Secret body) {
        try {
            return Optional.ofNullable(JSON.readTree(body.reveal())).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            // NB: the cause is dropped, it may quote the body.
            return Optional.empty();
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static Secret write(ObjectNode body) {
        return Secret.of(body.toString());
    }
}
