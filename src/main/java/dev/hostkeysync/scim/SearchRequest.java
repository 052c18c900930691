package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The body of `POST …/.search` (RFC 7644 section 3.4.3): what is else in the query of a GET.
final class SearchRequest {

    private SearchRequest() {}

    /// @param type whose attributes may be named
    /// @return the request as if it had been a GET
    /// @throws ScimException for a body that is none
    static ScimRequest read(ScimRequest request, ResourceType type, byte[] body) {
        ObjectNode search = request.json(body, ScimJson.MAX_BYTES);
        Envelope.checkSchemas(search, Urn.SEARCH_REQUEST);
        return new ScimRequest(
                request.origin(),
                request.base(),
                request.contentType(),
                request.ifMatch(),
                request.ifNoneMatch(),
                text(search, "filter").filter(filter -> !filter.isBlank()),
                number(search, "startIndex"),
                number(search, "count"),
                Projection.of(
                        type, names(search, "attributes"), names(search, "excludedAttributes")),
                text(search, "sortBy"),
                text(search, "sortOrder"),
                text(search, "cursor"));
    }

    private static Optional<String> text(ObjectNode search, String name) {
        return present(search, name)
                .map(value -> {
                    if (!value.isTextual()) {
                        throw ScimException.invalidValue("'" + name + "' must be a string");
                    }
                    return value.textValue();
                });
    }

    // What is no integer is refused where a query's is.
    private static Optional<String> number(ObjectNode search, String name) {
        return present(search, name).map(value -> value.isContainerNode() ? "-" : value.asText());
    }

    private static Optional<String> names(ObjectNode search, String name) {
        return present(search, name)
                .map(value -> {
                    if (value.isTextual()) {
                        return value.textValue();
                    }
                    List<String> names = new ArrayList<>();
                    for (JsonNode one : value) {
                        if (!value.isArray() || !(one.isTextual() || one.isNull())) {
                            throw ScimException.invalidValue(
                                    "'" + name + "' must be an array of strings");
                        }
                        if (one.isTextual()) {
                            names.add(one.textValue());
                        }
                    }
                    return String.join(",", names);
                });
    }

    private static Optional<JsonNode> present(ObjectNode search, String name) {
        return Optional.of(Envelope.member(search, name))
                .filter(value -> !value.isMissingNode() && !value.isNull());
    }
}
