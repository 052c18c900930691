package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.directory.MemberChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The body of a PATCH: operations that are made one after the other, all of them or none.
///
/// NB: not UnboundID's PatchRequest: it keeps Entra's dotted keys as they are, knows no schema (a
/// manager as a bare string, `"False"` for false, the second primary address) and reads names and
/// filters in their exact case.
record Patch(List<PatchOperation> operations) {

    /// RFC 7644 section 3.5.2.2: a required attribute must not become unassigned.
    ///
    /// @throws ScimException `mutability`
    static void checkStillThere(ObjectNode document, String required) {
        if (document.path(required).asText("").isBlank()) {
            throw ScimException.of(
                    ScimType.MUTABILITY,
                    "'" + required + "' is required: it can be replaced but not removed");
        }
    }

    private static final int MAX_OPERATIONS = 1000;

    /// @throws ScimException 413 for too many operations
    static Patch read(ObjectNode body) {
        Envelope.checkSchemas(body, Urn.PATCH_OP);
        JsonNode operations = Envelope.member(body, "Operations");
        if (!operations.isArray() || operations.isEmpty()) {
            throw ScimException.invalidSyntax(
                    "a PATCH needs an array 'Operations' with at least one operation");
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw ScimException.of(
                    413, "a PATCH may have at most " + MAX_OPERATIONS + " operations");
        }
        List<PatchOperation> read = new ArrayList<>(operations.size());
        operations.forEach(operation -> read.add(PatchOperation.read(operation)));
        return new Patch(List.copyOf(read));
    }

    /// Changes the document; after an exception it is in no state to be kept.
    ///
    /// @return what becomes of a group's members, which are not in the document
    /// @throws ScimException when an operation cannot be made
    MemberChange applyTo(ResourceType type, ObjectNode document) {
        PatchTargets targets = new PatchTargets(type, document, new MembersTarget());
        for (PatchOperation operation : operations) {
            apply(targets, operation);
        }
        return targets.members().change();
    }

    private static void apply(PatchTargets targets, PatchOperation operation) {
        if (operation.path().isPresent()) {
            targets.required(operation.path().get(), operation.value())
                    .change(operation.op(), operation.value());
            return;
        }
        for (Map.Entry<String, JsonNode> member : members(operation.value())) {
            // Microsoft writes dotted and URI-qualified names as keys: each is a path.
            targets.lenient(member.getKey(), member.getValue())
                    .change(operation.op(), member.getValue());
        }
    }

    private static Iterable<Map.Entry<String, JsonNode>> members(JsonNode value) {
        // One client library puts the object into an array of one.
        JsonNode unwrapped = value.isArray() && value.size() == 1 ? value.get(0) : value;
        if (unwrapped instanceof ObjectNode object) {
            return object.properties();
        }
        throw ScimException.invalidValue("without a path, 'value' must be an object of attributes");
    }
}
