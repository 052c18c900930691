package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.hostkeysync.identity.Caseless;
import dev.hostkeysync.scim.Filter.Operator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Tries a filter on what is in memory: the values of an attribute that a PATCH selects. What it
/// decides is what [CriteriaReader] makes PostgreSQL decide.
final class FilterMatch {

    private FilterMatch() {}

    /// Looks every name and every comparison up, so that a wrong one is told whether or not there
    /// is anything to try the filter on.
    ///
    /// @throws ScimException `invalidFilter`
    static void check(Filter filter, FilterScope scope) {
        switch (filter) {
            case Filter.And(List<Filter> terms) -> terms.forEach(term -> check(term, scope));
            case Filter.Or(List<Filter> terms) -> terms.forEach(term -> check(term, scope));
            case Filter.Not(Filter inner) -> check(inner, scope);
            case Filter.Present(AttributePath path) -> {
                FilterScope.Found _ = scope.find(path);
            }
            case Filter.Compare compare -> {
                boolean _ = compares(compare, scope.find(compare.path()));
            }
            case Filter.ValuePath(AttributePath path, Filter inner) ->
                    check(
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
            Attribute value = value(attribute);
            values =
                    values.stream()
                            .map(one -> one.path(value.name()))
                            .filter(JsonNode::isValueNode)
                            .toList();
            return compares(compare, new FilterScope.Found(value, values));
        }
        FilterRules.check(attribute, compare.operator(), compare.value());
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

    /// The part that a comparison without one means.
    ///
    /// @throws ScimException `invalidFilter`
    static Attribute value(Attribute complex) {
        return complex.sub("value")
                .orElseThrow(() ->
                        ScimException.invalidFilter(
                                "'" + complex.name() + "' has parts and cannot be compared"));
    }

    static boolean holds(Attribute attribute, JsonNode actual, Operator operator, JsonNode wanted) {
        if (attribute.type() == Attribute.Type.DATETIME) {
            return inOrder(
                    operator,
                    FilterRules.moment(attribute, actual)
                            .compareTo(FilterRules.moment(attribute, wanted)));
        }
        if (attribute.type() == Attribute.Type.BOOLEAN) {
            return FilterRules.flag(wanted).equals(FilterRules.flag(actual));
        }
        boolean exact = attribute.caseExact();
        String one = exact ? actual.asText() : Caseless.key(actual.asText());
        String other = exact ? wanted.asText() : Caseless.key(wanted.asText());
        return switch (operator) {
            case CO -> one.contains(other);
            case SW -> one.startsWith(other);
            case EW -> one.endsWith(other);
            case EQ, NE, GT, GE, LT, LE -> inOrder(operator, compare(one, other));
        };
    }

    // As PostgreSQL: by code points, where Java's own order looks at halves of pairs.
    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
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
