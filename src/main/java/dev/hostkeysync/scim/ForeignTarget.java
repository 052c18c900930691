package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.scim.PatchOperation.Op;
import java.util.Optional;

/// An extension that no schema describes, or one attribute of it. Without a schema an attribute is
/// set and removed as a whole, and an array grows by `add`.
///
/// @param name the attribute; empty = the whole extension
record ForeignTarget(ObjectNode document, String urn, Optional<String> name)
        implements PatchTarget {

    /// Empty when the URI belongs to a schema that is known, which then has no such attribute.
    ///
    /// @param value tells an extension from an attribute where the URI alone cannot
    static Optional<PatchTarget> of(PatchTargets targets, PatchPath path, JsonNode value) {
        ObjectNode document = targets.document();
        Optional<AttributePath> attribute = path.attribute().filter(known -> known.sub().isEmpty());
        Optional<String> urn = attribute.flatMap(AttributePath::urn);
        if (urn.filter(targets.type()::isKnown).isPresent()) {
            return Optional.empty();
        }
        Optional<String> whole = Foreign.name(document, path.text());
        Optional<String> around = urn.flatMap(known -> Foreign.name(document, known));
        if (whole.isPresent() || (value.isObject() && around.isEmpty())) {
            return Optional.of(
                    new ForeignTarget(document, whole.orElse(path.text()), Optional.empty()));
        }
        return urn.map(known ->
                new ForeignTarget(
                        document, around.orElse(known), attribute.map(AttributePath::name)));
    }

    @Override
    public void change(Op op, JsonNode value) {
        if (name.isEmpty()) {
            changeWhole(op, value);
            return;
        }
        Containers.change(
                document,
                Optional.of(urn),
                container -> {
                    String stored = Foreign.name(container, name.get()).orElse(name.get());
                    if (op == Op.REMOVE || Foreign.isUnset(value)) {
                        container.remove(stored);
                    } else if (op == Op.ADD && container.get(stored) instanceof ArrayNode array) {
                        append(array, value);
                    } else {
                        container.set(stored, value);
                    }
                });
    }

    private void changeWhole(Op op, JsonNode value) {
        if (op == Op.REMOVE || value.isNull()) {
            document.remove(urn);
            return;
        }
        if (!(value instanceof ObjectNode members)) {
            throw ScimException.invalidValue("'" + urn + "' must be an object");
        }
        Containers.change(
                document, Optional.of(urn), container -> container.setAll(Foreign.read(members)));
    }

    private static void append(ArrayNode array, JsonNode value) {
        for (JsonNode one : value.isArray() ? value : array.arrayNode().add(value)) {
            if (array.valueStream().noneMatch(one::equals)) {
                array.add(one);
            }
        }
    }
}
