package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.scim.PatchOperation.Op;
import java.util.Map;
import java.util.Optional;

/// An attribute with one value, or a part of it.
record SingularTarget(
        ObjectNode document,
        Optional<String> extension,
        Attribute attribute,
        Optional<Attribute> sub)
        implements PatchTarget {

    @Override
    public void change(Op op, JsonNode value) {
        Containers.change(
                document,
                extension,
                container -> {
                    if (sub.isPresent()) {
                        changeSub(container, sub.get(), op, value);
                    } else {
                        changeWhole(container, op, unwrapped(value));
                    }
                });
    }

    private void changeWhole(ObjectNode container, Op op, JsonNode value) {
        String name = attribute.name();
        Optional<JsonNode> read =
                op == Op.REMOVE ? Optional.empty() : Values.read(attribute, value, name);
        if (op != Op.REMOVE
                && value instanceof ObjectNode parts
                && container.get(name) instanceof ObjectNode existing
                && !isOtherReference(read)) {
            // RFC 7644 section 3.5.2.3: parts that are not named stay.
            read.ifPresent(known -> existing.setAll((ObjectNode) known));
            dropNulls(existing, parts);
            if (existing.isEmpty()) {
                container.remove(name);
            }
        } else if (read.isPresent()) {
            container.set(name, read.get());
        } else if (op != Op.ADD) {
            container.remove(name);
        }
    }

    // A manager of another id is another person: what was said of the old one goes.
    private static boolean isOtherReference(Optional<JsonNode> read) {
        return read.filter(known -> known.has("value")).isPresent();
    }

    private void dropNulls(ObjectNode existing, ObjectNode parts) {
        for (Map.Entry<String, JsonNode> part : parts.properties()) {
            if (part.getValue().isNull()) {
                attribute.sub(part.getKey()).ifPresent(known -> existing.remove(known.name()));
            }
        }
    }

    private void changeSub(ObjectNode container, Attribute part, Op op, JsonNode value) {
        String name = attribute.name();
        ObjectNode parts =
                container.get(name) instanceof ObjectNode existing
                        ? existing
                        : container.objectNode();
        Optional<JsonNode> read =
                op == Op.REMOVE
                        ? Optional.empty()
                        : Values.read(part, unwrapped(value), name + "." + part.name());
        if (read.isPresent()) {
            parts.set(part.name(), read.get());
        } else if (op != Op.ADD) {
            parts.remove(part.name());
        }
        if (parts.isEmpty()) {
            container.remove(name);
        } else {
            container.set(name, parts);
        }
    }

    // Entra's documentation sends a manager as an array of one.
    private static JsonNode unwrapped(JsonNode value) {
        return value.isArray() && value.size() == 1 ? value.get(0) : value;
    }
}
