package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/// One operation of a bulk request as it is written (RFC 7644 section 3.7).
///
/// @param method in upper case, whatever it is; empty where there is none
/// @param path relative to `/scim/v2`; empty where there is none
/// @param version as in `If-Match`
/// @param data missing where there is none
record BulkOperation(
        String method,
        String path,
        Optional<String> bulkId,
        Optional<String> version,
        JsonNode data) {

    /// What is wrong with a method, a path or the data is told in the operation's own answer, so
    /// that the others are not held up by it.
    ///
    /// @throws ScimException `invalidSyntax` for what is no operation at all
    static BulkOperation read(JsonNode node) {
        if (!(node instanceof ObjectNode operation)) {
            throw ScimException.invalidSyntax("an operation must be an object");
        }
        return new BulkOperation(
                text(operation, "method").orElse("").toUpperCase(Locale.ROOT),
                text(operation, "path").orElse(""),
                text(operation, "bulkId"),
                text(operation, "version"),
                Envelope.member(operation, "data"));
    }

    /// Whether it makes a resource that others may name by its `bulkId`.
    boolean isPost() {
        return method.equals("POST");
    }

    /// The data as the body of a request of its own.
    ///
    /// @throws ScimException `invalidValue` when there is none
    JsonNode body() {
        if (data.isMissingNode() || data.isNull()) {
            throw ScimException.invalidValue(method + " needs 'data'");
        }
        if (data.isArray() && method.equals("PATCH")) {
            // So the example in RFC 7644 section 3.7.3.
            return JsonNodeFactory.instance.objectNode().set("Operations", data);
        }
        return data;
    }

    private static Optional<String> text(ObjectNode operation, String name) {
        JsonNode value = Envelope.member(operation, name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw ScimException.invalidSyntax("'" + name + "' must be a string");
        }
        return Optional.of(value.textValue());
    }
}
