package dev.hostkeysync.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/// What the service answered.
///
/// @param status 0 when there was no answer
/// @param headers with names in lower case
record Reply(int status, Map<String, List<String>> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    static final Reply NONE = new Reply(0, Map.of(), "");

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers().map(), response.body());
    }

    String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    JsonNode json() {
        return json(body);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("this is not JSON");
        }
    }

    /// Without the body, which may hold digits: what a failing test may print.
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
