package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.scim.Filter.Operator;
import dev.hostkeysync.scim.PatchOperation.Op;
import java.util.List;
import java.util.Optional;

/// Those values of a multi-valued attribute that a filter selects (`emails[type eq "work"]`), or
/// one part of each of them.
record FilteredTarget(
        ObjectNode document,
        Optional<String> extension,
        Attribute attribute,
        Filter filter,
        Optional<Attribute> sub)
        implements PatchTarget {

    /// @throws ScimException `invalidFilter` for a filter whose names mean nothing
    FilteredTarget {
        FilterMatch.check(filter, new FilterScope.OfValue(attribute, MissingNode.getInstance()));
    }

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
                        changeWhole(values, op, value);
                    }
                    values.storeIn(container);
                });
    }

    private void changeSub(ValueList values, Attribute part, Op op, JsonNode value) {
        Optional<JsonNode> read =
                op == Op.REMOVE
                        ? Optional.empty()
                        : Values.read(part, value, attribute.name() + "." + part.name());
        if (read.isPresent()) {
            ObjectNode parts = document.objectNode().set(part.name(), read.get());
            if (!values.mergeEach(this::selects, parts)) {
                // Microsoft counts on it, for Replace as well as for Add.
                values.add(described().setAll(parts));
            }
        } else if (op != Op.ADD) {
            values.unsetEach(this::selects, part);
        }
    }

    private void changeWhole(ValueList values, Op op, JsonNode value) {
        JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
        Optional<ObjectNode> read =
                op == Op.REMOVE || one.isNull()
                        ? Optional.empty()
                        : Values.readOne(attribute, one, attribute.name())
                                .map(ObjectNode.class::cast);
        if (read.isEmpty()) {
            if (op != Op.ADD) {
                // Nothing left to remove is what the caller wanted: a repeated request succeeds.
                values.removeEach(this::selects);
            }
        } else if (op == Op.REPLACE) {
            if (!values.replaceEach(this::selects, read.get())) {
                throw noTarget();
            }
        } else if (!values.mergeEach(this::selects, read.get())) {
            values.add(described().setAll(read.get()));
        }
    }

    private boolean selects(ObjectNode value) {
        return FilterMatch.matches(filter, new FilterScope.OfValue(attribute, value));
    }

    /// A value that the filter would select.
    private ObjectNode described() {
        ObjectNode element = document.objectNode();
        describe(filter, element);
        return element;
    }

    private void describe(Filter wanted, ObjectNode element) {
        switch (wanted) {
            case Filter.And(List<Filter> terms) -> terms.forEach(term -> describe(term, element));
            case Filter.Compare(AttributePath path, Operator operator, JsonNode value)
                    when operator == Operator.EQ && !value.isNull() -> {
                Attribute part = attribute.sub(path.name()).orElseThrow(this::noTarget);
                Values.read(part, value, attribute.name() + "." + part.name())
                        .ifPresent(read -> element.set(part.name(), read));
            }
            case Filter.Compare _,
                    Filter.Or _,
                    Filter.Not _,
                    Filter.Present _,
                    Filter.ValuePath _ ->
                    throw noTarget();
        }
    }

    private ScimException noTarget() {
        return ScimException.of(
                ScimType.NO_TARGET, "no value of '" + attribute.name() + "' matches the filter");
    }
}
