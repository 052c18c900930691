package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/// One operation of a PATCH (RFC 7644 section 3.5.2).
///
/// @param value missing where there is none
record PatchOperation(Op op, Optional<PatchPath> path, JsonNode value) {

    enum Op {
        ADD,
        REPLACE,
        REMOVE
    }

    /// @throws ScimException for what can be seen to be wrong without the resource
    static PatchOperation read(JsonNode node) {
        if (!(node instanceof ObjectNode operation)) {
            throw ScimException.invalidSyntax("an operation must be an object");
        }
        Op op = op(Envelope.member(operation, "op"));
        Optional<PatchPath> path = path(Envelope.member(operation, "path"));
        JsonNode value = Envelope.member(operation, "value");
        if (op != Op.REMOVE && value.isMissingNode()) {
            throw ScimException.invalidValue("add and replace need a value");
        }
        if (op == Op.REMOVE && path.isEmpty()) {
            throw ScimException.of(ScimType.NO_TARGET, "remove needs a path");
        }
        return new PatchOperation(op, path, value);
    }

    private static Op op(JsonNode node) {
        // Entra capitalises them.
        return switch (node.asText("").toLowerCase(Locale.ROOT)) {
            case "add" -> Op.ADD;
            case "replace" -> Op.REPLACE;
            case "remove" -> Op.REMOVE;
            default -> throw ScimException.invalidSyntax("'op' must be add, replace or remove");
        };
    }

    private static Optional<PatchPath> path(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw ScimException.invalidPath("'path' must be a string");
        }
        return Optional.of(PatchPath.parse(node.textValue()));
    }
}
