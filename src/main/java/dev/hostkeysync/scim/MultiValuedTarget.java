package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.scim.PatchOperation.Op;
import java.util.Optional;

/// All values of a multi-valued attribute, or one part of each of them (`emails.display`).
record MultiValuedTarget(
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
                    ValueList values = ValueList.of(attribute, container);
                    if (sub.isPresent()) {
                        changeSub(values, sub.get(), op, value);
                    } else {
                        changeAll(values, op, value);
                    }
                    values.storeIn(container);
                });
    }

    private void changeAll(ValueList values, Op op, JsonNode value) {
        switch (op) {
            case ADD -> addAll(values, value);
            case REPLACE -> {
                values.clear();
                addAll(values, value);
            }
            case REMOVE -> remove(values, value);
        }
    }

    // With a value, Entra means those that it names, where the RFC would empty the attribute.
    private static void remove(ValueList values, JsonNode named) {
        if (named.isMissingNode() || named.isNull()) {
            values.clear();
        } else if (named.isArray()) {
            named.forEach(name -> values.removeEach(value -> values.isNamedBy(value, name)));
        } else {
            values.removeEach(value -> values.isNamedBy(value, named));
        }
    }

    private void addAll(ValueList values, JsonNode value) {
        JsonNode array = value.isObject() ? document.arrayNode().add(value) : value;
        Values.read(attribute, array, attribute.name())
                .ifPresent(read -> read.forEach(one -> values.add((ObjectNode) one)));
    }

    private void changeSub(ValueList values, Attribute part, Op op, JsonNode value) {
        Optional<JsonNode> read =
                op == Op.REMOVE
                        ? Optional.empty()
                        : Values.read(part, value, attribute.name() + "." + part.name());
        if (read.isPresent()) {
            ObjectNode parts = document.objectNode().set(part.name(), read.get());
            if (!values.mergeEach(_ -> true, parts)) {
                values.add(parts);
            }
        } else if (op != Op.ADD) {
            values.unsetEach(_ -> true, part);
        }
    }
}
