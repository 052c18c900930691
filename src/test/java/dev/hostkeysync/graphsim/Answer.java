package dev.hostkeysync.graphsim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// What goes back to the caller.
record Answer(int status, Map<String, String> headers, String body) {

    static final JsonMapper JSON = new JsonMapper();

    static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body.toString());
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    /// Graph's error envelope.
    static Answer error(int status, String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("code", code).put("message", message);
        return json(status, body);
    }

    static Answer badRequest(String message) {
        return error(400, "BadRequest", message);
    }

    static Answer notFound(String what) {
        return error(
                404,
                "Request_ResourceNotFound",
                "Resource '"
                        + what
                        + "' does not exist or one of its queried objects are not there.");
    }

    Answer with(String header, String value) {
        Map<String, String> all = new java.util.TreeMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }
}
