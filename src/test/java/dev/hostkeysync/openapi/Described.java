package dev.hostkeysync.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An operation as the description tells it.
record Described(String method, String path, JsonNode operation) {

    String id() {
        return operation.path("operationId").asText();
    }

    boolean isScim() {
        return path.startsWith("/scim/");
    }

    List<JsonNode> parameters() {
        return operation.path("parameters").valueStream().map(Described::resolved).toList();
    }

    Map<String, JsonNode> responses() {
        return operation.path("responses").properties().stream()
                .collect(
                        java.util.stream.Collectors.toMap(
                                Map.Entry::getKey, one -> resolved(one.getValue())));
    }

    /// Every body that is sent or answered, with its place in words.
    List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        JsonNode request = resolved(operation.path("requestBody"));
        bodies.addAll(bodies("request", request.path("content")));
        responses()
                .forEach((status, response) ->
                        bodies.addAll(bodies(status, response.path("content"))));
        return bodies;
    }

    private List<Body> bodies(String place, JsonNode content) {
        return content.properties().stream()
                .map(media -> new Body(this, place, media.getKey(), media.getValue()))
                .toList();
    }

    static JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText("");
        return ref.startsWith("#/") ? ApiDescription.json().at(ref.substring(1)) : node;
    }

    @Override
    public String toString() {
        return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
    }

    /// @param place `request` or a status
    record Body(Described operation, String place, String mediaType, JsonNode media) {

        boolean isError() {
            return place.startsWith("4") || place.startsWith("5");
        }

        JsonNode schema() {
            return media.path("schema");
        }

        Stream<JsonNode> samples() {
            Stream<JsonNode> named =
                    media.path("examples").valueStream().map(one -> resolved(one).path("value"));
            JsonNode single = media.path("example");
            return single instanceof MissingNode ? named : Stream.concat(named, Stream.of(single));
        }

        @Override
        public String toString() {
            return operation + " " + place + " " + mediaType;
        }
    }
}
