package dev.hostkeysync.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/// What the service answered.
public record Answer(int status, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// A member of a JSON body; missing when there is none, or the body is not JSON.
    public JsonNode at(String member) {
        return json(body).path(member);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
