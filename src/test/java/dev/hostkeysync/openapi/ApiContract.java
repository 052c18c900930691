package dev.hostkeysync.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the API's description says of an answer, for tests that see answers.
public final class ApiContract {

    private static final JsonMapper JSON = new JsonMapper();

    private ApiContract() {}

    public static JsonNode paths() {
        return ApiDescription.json().path("paths");
    }

    public static Set<String> operations() {
        return ApiDescription.operations().stream().map(Described::id).collect(Collectors.toSet());
    }

    /// @param path without a query
    /// @return its id, or `none`
    public static String operation(String method, String path) {
        return described(method, path).map(Described::id).orElse("none");
    }

    /// What of an answer is not in the description, or not as it says.
    public static List<String> faults(
            String method, String path, int status, String mediaType, String body) {
        Optional<Described> operation = described(method, path);
        if (operation.isEmpty()) {
            return List.of("no such operation");
        }
        JsonNode response = operation.get().responses().get(Integer.toString(status));
        if (response == null) {
            return List.of("no such status: " + status);
        }
        if (body.isEmpty()) {
            return response.path("content").isEmpty() ? List.of() : List.of("there is no body");
        }
        String type = mediaType.replaceFirst(";.*", "");
        JsonNode media = response.path("content").path(type);
        if (media.isMissingNode()) {
            return List.of("no such media type: " + type);
        }
        return type.endsWith("json") ? Schemas.faults(media.path("schema"), json(body)) : List.of();
    }

    /// Of several that fit, the one with the fewest placeholders.
    private static Optional<Described> described(String method, String path) {
        return ApiDescription.operations().stream()
                .filter(one -> one.method().equalsIgnoreCase(method))
                .filter(one -> path.matches(one.path().replaceAll("\\{[^}]+}", "[^/]+")))
                .min(
                        Comparator.comparingLong(
                                one -> one.path().chars().filter(it -> it == '{').count()));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return TextNode.valueOf("no JSON");
        }
    }
}
