package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostkeysync.scim.Filter.Operator;
import java.util.List;
import java.util.Locale;

/// Tries a filter on what is in memory: one value of an attribute, or one resource that an index
/// has found.
final class FilterMatch {

    private FilterMatch() {}

    /// Looks every name up, so that a wrong one is told whether or not there is anything to try the
    /// filter on.
    ///
    /// @throws ScimException `invalidFilter`
    static void checkNames(Filter filter, FilterScope scope) {
        switch (filter) {
            case Filter.And(List<Filter> terms) -> terms.forEach(term -> checkNames(term, scope));
            case Filter.Or(List<Filter> terms) -> terms.forEach(term -> checkNames(term, scope));
            case Filter.Not(Filter inner) -> checkNames(inner, scope);
            case Filter.Present(AttributePath path) -> {
                FilterScope.Found _ = scope.find(path);
            }
            case Filter.Compare(AttributePath path, Operator _, JsonNode _) -> {
                FilterScope.Found _ = scope.find(path);
            }
            case Filter.ValuePath(AttributePath path, Filter inner) ->
                    checkNames(
                            inner,
                            new FilterScope.OfValue(
                                    scope.find(path).attribute(), MissingNode.getInstance()));
        }
    }

    static boolean matches(Filter filter, FilterScope scope) {
        return switch (filter) {
            case Filter.And(List<Filter> terms) ->
                    terms.stream().allMatch(term -> matches(term, scope));
            case Filter.Or(List<Filter> terms) ->
                    terms.stream().anyMatch(term -> matches(term, scope));
            case Filter.Not(Filter inner) -> !matches(inner, scope);
            case Filter.Present(AttributePath path) ->
                    scope.find(path).values().stream()
                            .anyMatch(value -> !value.isEmpty() || value.isValueNode());
            case Filter.Compare compare -> compares(compare, scope.find(compare.path()));
            case Filter.ValuePath(AttributePath path, Filter inner) -> {
                FilterScope.Found found = scope.find(path);
                yield found.values().stream()
                        .anyMatch(value ->
                                matches(inner, new FilterScope.OfValue(found.attribute(), value)));
            }
        };
    }

    private static boolean compares(Filter.Compare compare, FilterScope.Found found) {
        Attribute attribute = found.attribute();
        List<JsonNode> values = found.values();
        if (attribute.isComplex()) {
            // `emails eq "x"` means its value (RFC 7643 section 2.4).
            Attribute value =
                    attribute
                            .sub("value")
                            .orElseThrow(() ->
                                    ScimException.invalidFilter(
                                            "'"
                                                    + attribute.name()
                                                    + "' has parts and cannot be compared"));
            values =
                    values.stream()
                            .map(one -> one.path(value.name()))
                            .filter(JsonNode::isValueNode)
                            .toList();
            return compares(compare, new FilterScope.Found(value, values));
        }
        if (compare.value().isNull()) {
            return (compare.operator() == Operator.EQ) == values.isEmpty();
        }
        if (compare.operator() == Operator.NE) {
            return values.stream()
                    .noneMatch(value -> holds(attribute, value, Operator.EQ, compare.value()));
        }
        return values.stream()
                .anyMatch(value -> holds(attribute, value, compare.operator(), compare.value()));
    }

    private static boolean holds(
            Attribute attribute, JsonNode actual, Operator operator, JsonNode wanted) {
        if (actual.isNumber() && wanted.isNumber()) {
            return inOrder(operator, actual.decimalValue().compareTo(wanted.decimalValue()));
        }
        // Booleans too: Entra asks for `primary eq "True"`.
        boolean exact = attribute.caseExact() && !actual.isBoolean();
        String one = exact ? actual.asText() : actual.asText().toLowerCase(Locale.ROOT);
        String other = exact ? wanted.asText() : wanted.asText().toLowerCase(Locale.ROOT);
        return switch (operator) {
            case CO -> one.contains(other);
            case SW -> one.startsWith(other);
            case EW -> one.endsWith(other);
            case EQ, NE, GT, GE, LT, LE -> inOrder(operator, one.compareTo(other));
        };
    }

    private static boolean inOrder(Operator operator, int comparison) {
        return switch (operator) {
            case EQ -> comparison == 0;
            case NE -> comparison != 0;
            case GT -> comparison > 0;
            case GE -> comparison >= 0;
            case LT -> comparison < 0;
            case LE -> comparison <= 0;
            case CO, SW, EW -> false;
        };
    }
}
