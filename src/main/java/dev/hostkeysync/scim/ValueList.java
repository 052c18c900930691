package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The values of a multi-valued attribute while they are changed. Keeps the two rules of RFC 7643
/// section 2.4: no value twice, and at most one of them primary.
final class ValueList {

    private static final Set<String> LABELS = Set.of("type", "primary", "display");

    private final Attribute attribute;
    private final List<ObjectNode> values = new ArrayList<>();

    private ValueList(Attribute attribute) {
        this.attribute = attribute;
    }

    static ValueList of(Attribute attribute, ObjectNode container) {
        ValueList list = new ValueList(attribute);
        container.path(attribute.name()).forEach(value -> list.values.add((ObjectNode) value));
        return list;
    }

    /// @throws ScimException `invalidValue` for too many values
    void storeIn(ObjectNode container) {
        if (values.size() > Values.MAX_VALUES) {
            throw ScimException.invalidValue(
                    "'%s' may have at most %d values"
                            .formatted(attribute.name(), Values.MAX_VALUES));
        }
        if (values.isEmpty()) {
            container.remove(attribute.name());
        } else {
            ArrayNode array = container.putArray(attribute.name());
            values.forEach(array::add);
        }
    }

    void clear() {
        values.clear();
    }

    /// Adds a value, or completes the one that it repeats.
    void add(ObjectNode value) {
        Optional<ObjectNode> same = values.stream().filter(one -> isSame(one, value)).findFirst();
        ObjectNode stored = same.map(one -> one.<ObjectNode>setAll(value)).orElse(value);
        if (same.isEmpty()) {
            values.add(stored);
        }
        settlePrimary(stored);
    }

    void removeEach(Predicate<ObjectNode> selected) {
        values.removeIf(selected);
    }

    /// @return whether there was one
    boolean replaceEach(Predicate<ObjectNode> selected, ObjectNode by) {
        boolean any = values.stream().anyMatch(selected);
        values.replaceAll(value -> selected.test(value) ? by.deepCopy() : value);
        values.stream().filter(by::equals).findFirst().ifPresent(this::settlePrimary);
        return any;
    }

    /// Gives each selected value these parts; its other parts stay.
    ///
    /// @return whether there was one
    boolean mergeEach(Predicate<ObjectNode> selected, ObjectNode parts) {
        List<ObjectNode> found = values.stream().filter(selected).toList();
        for (ObjectNode value : found) {
            value.setAll(parts.deepCopy());
            settlePrimary(value);
        }
        return !found.isEmpty();
    }

    /// Takes a part of each selected value away. A value of which only labels are left, a type
    /// without an address, goes with it.
    void unsetEach(Predicate<ObjectNode> selected, Attribute part) {
        Iterator<ObjectNode> all = values.iterator();
        while (all.hasNext()) {
            ObjectNode value = all.next();
            if (selected.test(value) && value.remove(part.name()) != null && isHollow(value)) {
                all.remove();
            }
        }
    }

    /// Whether a value is the one that a caller means by naming it, as an object or by its `value`.
    boolean isNamedBy(ObjectNode value, JsonNode name) {
        if (name.isValueNode()) {
            return !name.asText("").isEmpty() && sameText(value.path("value"), name);
        }
        if (!(name instanceof ObjectNode object)) {
            return false;
        }
        JsonNode named = Envelope.member(object, "value");
        if (named.asText("").isEmpty()) {
            return value.equals(name);
        }
        JsonNode type = Envelope.member(object, "type");
        return sameText(value.path("value"), named)
                && (type.asText("").isEmpty() || sameText(value.path("type"), type));
    }

    private boolean isSame(ObjectNode one, ObjectNode other) {
        boolean sameValue =
                other.hasNonNull("value")
                        && sameText(one.path("value"), other.path("value"))
                        && sameText(one.path("type"), other.path("type"));
        return sameValue || one.equals(other);
    }

    private boolean sameText(JsonNode one, JsonNode other) {
        boolean exact = attribute.sub("value").map(Attribute::caseExact).orElse(true);
        return exact
                ? one.asText("").equals(other.asText(""))
                : one.asText("").equalsIgnoreCase(other.asText(""));
    }

    private static boolean isHollow(ObjectNode value) {
        return value.properties().stream().allMatch(member -> LABELS.contains(member.getKey()));
    }

    private void settlePrimary(ObjectNode changed) {
        if (Values.isPrimary(changed)) {
            values.stream().filter(Values::isPrimary).forEach(value -> value.put("primary", false));
            changed.put("primary", true);
        }
    }
}
