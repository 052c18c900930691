package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;

/// An extension under a URI that no schema of ours describes: kept and given back as it was sent,
/// so that a provider finds what it wrote. Nothing here knows what its attributes mean.
final class Foreign {

    private Foreign() {}

    static ObjectNode read(ObjectNode members) {
        ObjectNode extension = members.deepCopy();
        Iterator<JsonNode> values = extension.elements();
        while (values.hasNext()) {
            if (isUnset(values.next())) {
                values.remove();
            }
        }
        return extension;
    }

    /// Null and empty mean the same here as everywhere (RFC 7643 section 2.5).
    static boolean isUnset(JsonNode value) {
        return value.isNull() || (value.isContainerNode() && value.isEmpty());
    }

    /// A member's name as it is stored, found in any case.
    static Optional<String> name(ObjectNode container, String name) {
        Iterator<String> names = container.fieldNames();
        while (names.hasNext()) {
            String stored = names.next();
            if (stored.equalsIgnoreCase(name)) {
                return Optional.of(stored);
            }
        }
        return Optional.empty();
    }
}
