package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// What is around a resource or an operation.
final class Envelope {

    private Envelope() {}

    /// Refuses a body that says it is something else. One that does not say is taken at its word:
    /// clients leave `schemas` out, or send null.
    static void checkSchemas(ObjectNode body, String wanted) {
        JsonNode schemas = member(body, "schemas");
        if (schemas.isMissingNode()
                || schemas.isNull()
                || (schemas.isArray() && schemas.isEmpty())) {
            return;
        }
        if (!schemas.isArray()) {
            throw ScimException.invalidValue("'schemas' must be an array");
        }
        for (JsonNode schema : schemas) {
            if (schema.isTextual() && schema.textValue().equalsIgnoreCase(wanted)) {
                return;
            }
        }
        throw ScimException.invalidValue("'schemas' must contain " + wanted);
    }

    /// A member by its name in any case; missing when there is none.
    ///
    /// @throws ScimException `invalidSyntax` when there are several
    static JsonNode member(ObjectNode body, String name) {
        JsonNode found = MissingNode.getInstance();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                if (!found.isMissingNode()) {
                    throw ScimException.invalidSyntax("'" + name + "' is given twice");
                }
                found = member.getValue();
            }
        }
        return found;
    }
}
