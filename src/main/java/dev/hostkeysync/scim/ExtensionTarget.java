package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.scim.PatchOperation.Op;
import java.util.Map;

/// A whole extension, named by its URI.
record ExtensionTarget(PatchTargets targets, Schema schema) implements PatchTarget {

    @Override
    public void change(Op op, JsonNode value) {
        if (op == Op.REMOVE || value.isNull()) {
            targets.document().remove(schema.urn());
            return;
        }
        if (!(value instanceof ObjectNode members)) {
            throw ScimException.invalidValue("'" + schema.urn() + "' must be an object");
        }
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            targets.lenient(schema.urn() + ":" + member.getKey(), member.getValue())
                    .change(op, member.getValue());
        }
    }
}
