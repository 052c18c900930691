package dev.hostkeysync.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/// What the service answered.
///
/// @param headers with names in lower case
record Answer(int status, Map<String, List<String>> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    /// Empty when there is none.
    String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /// Missing when there is none.
    JsonNode json() {
        if (body.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            throw new AssertionError("the answer %d is no JSON".formatted(status));
        }
    }
}
