package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hostkeysync.directory.Criteria;
import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Literal;
import dev.hostkeysync.directory.Criteria.Part;
import dev.hostkeysync.scim.Filter.Operator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads a filter as what the directory can look for.
final class CriteriaReader {

    private final Places places;
    private final String base;

    /// @param others types whose attributes may be named too, and are missing in this one
    /// @param base URL of `/scim/v2` without a slash at its end
    CriteriaReader(ResourceType type, List<ResourceType> others, String base) {
        this.places = new Places(type, others);
        this.base = base;
    }

    /// @throws ScimException `invalidFilter`
    Criteria read(Filter filter) {
        return read(filter, places::find);
    }

    private Criteria read(Filter filter, Function<AttributePath, Place> scope) {
        return switch (filter) {
            case Filter.And(List<Filter> terms) ->
                    Criteria.and(terms.stream().map(term -> read(term, scope)).toList());
            case Filter.Or(List<Filter> terms) ->
                    Criteria.or(terms.stream().map(term -> read(term, scope)).toList());
            case Filter.Not(Filter inner) -> Criteria.not(read(inner, scope));
            case Filter.Present(AttributePath path) -> present(scope.apply(path));
            case Filter.Compare(AttributePath path, Operator operator, JsonNode value) ->
                    compare(scope.apply(path), operator, value);
            case Filter.ValuePath(AttributePath path, Filter inner) ->
                    switch (scope.apply(path)) {
                        case Place.Whole(AttributeRef ref, Criteria _) -> inBrackets(ref, inner);
                        case Place.Nowhere _ -> Criteria.NONE;
                        case Place.One _,
                                Place.Many _,
                                Place.Fixed _,
                                Place.Location _,
                                Place.Version _,
                                Place.Schemas _ ->
                                throw ScimException.invalidFilter(
                                        "'"
                                                + Excerpt.of(path.name())
                                                + "' has no parts that brackets could select");
                    };
        };
    }

    private Criteria inBrackets(AttributeRef ref, Filter inner) {
        Attribute attribute = ref.attribute();
        Optional<Criteria.Elements> elements = Places.elements(ref);
        if (elements.isEmpty()) {
            return read(
                    inner,
                    path ->
                            places.at(
                                    new AttributeRef(
                                            ref.extension(),
                                            attribute,
                                            Optional.of(FilterScope.sub(attribute, path)))));
        }
        return some(
                elements.get(),
                read(inner, path -> part(elements.get(), FilterScope.sub(attribute, path))));
    }

    private static Place part(Criteria.Elements elements, Attribute sub) {
        Part part =
                elements instanceof Criteria.Memberships
                        ? Places.membershipPart(sub)
                        : new Part(sub.name());
        return new Place.One(sub, part);
    }

    private static Criteria some(Criteria.Elements elements, Criteria inner) {
        return inner.equals(Criteria.NONE) ? Criteria.NONE : new Criteria.Some(elements, inner);
    }

    private static Criteria present(Place place) {
        return switch (place) {
            case Place.One(Attribute _, Criteria.Operand operand) -> new Criteria.Present(operand);
            case Place.Many(Attribute _, Criteria.Elements elements, Part part) ->
                    some(elements, new Criteria.Present(part));
            case Place.Whole(AttributeRef _, Criteria present) -> present;
            case Place.Fixed _, Place.Location _, Place.Version _, Place.Schemas _ -> Criteria.ALL;
            case Place.Nowhere _ -> Criteria.NONE;
        };
    }

    private Criteria compare(Place place, Operator operator, JsonNode value) {
        if (place instanceof Place.Whole(AttributeRef ref, Criteria _)) {
            // `emails eq "x"` means its value (RFC 7643 section 2.4).
            Attribute sub = FilterMatch.value(ref.attribute());
            return compare(
                    places.at(new AttributeRef(ref.extension(), ref.attribute(), Optional.of(sub))),
                    operator,
                    value);
        }
        attribute(place).ifPresent(attribute -> FilterRules.check(attribute, operator, value));
        if (value.isNull()) {
            Criteria present = present(place);
            return operator == Operator.EQ ? Criteria.not(present) : present;
        }
        if (operator == Operator.NE) {
            return Criteria.not(holds(place, Operator.EQ, value));
        }
        return holds(place, operator, value);
    }

    private static Optional<Attribute> attribute(Place place) {
        return switch (place) {
            case Place.One(Attribute attribute, Criteria.Operand _) -> Optional.of(attribute);
            case Place.Many(Attribute attribute, Criteria.Elements _, Part _) ->
                    Optional.of(attribute);
            case Place.Fixed(Attribute attribute, String _) -> Optional.of(attribute);
            case Place.Location(Attribute attribute) -> Optional.of(attribute);
            case Place.Version(Attribute attribute) -> Optional.of(attribute);
            case Place.Schemas(Attribute attribute) -> Optional.of(attribute);
            case Place.Whole _, Place.Nowhere _ -> Optional.empty();
        };
    }

    private Criteria holds(Place place, Operator operator, JsonNode value) {
        return switch (place) {
            case Place.One(Attribute attribute, Criteria.Operand operand) ->
                    compare(attribute, operand, operator, value);
            case Place.Many(Attribute attribute, Criteria.Elements elements, Part part) ->
                    some(elements, compare(attribute, part, operator, value));
            case Place.Fixed(Attribute attribute, String actual) ->
                    new Criteria.Constant(
                            FilterMatch.holds(
                                    attribute, TextNode.valueOf(actual), operator, value));
            case Place.Location _ -> {
                String prefix = base + places.type().endpoint() + "/";
                yield equalsOnly(operator) && value.asText().startsWith(prefix)
                        ? same(Column.ID, value.asText().substring(prefix.length()))
                        : Criteria.NONE;
            }
            case Place.Version _ ->
                    equalsOnly(operator)
                            ? ETag.version(value.asText())
                                    .map(version -> same(Column.VERSION, version))
                                    .orElse(Criteria.NONE)
                            : Criteria.NONE;
            case Place.Schemas _ ->
                    equalsOnly(operator) ? hasSchema(value.asText()) : Criteria.NONE;
            case Place.Nowhere _ -> Criteria.NONE;
            case Place.Whole _ -> throw new IllegalStateException("has no one value");
        };
    }

    private static boolean equalsOnly(Operator operator) {
        if (operator != Operator.EQ) {
            throw ScimException.invalidFilter("this attribute is compared by eq and ne only");
        }
        return true;
    }

    private static Criteria same(Column column, String value) {
        return new Criteria.Compare(
                column, Criteria.Operator.EQ, new Criteria.Text(value, /* exact */ true));
    }

    private Criteria hasSchema(String urn) {
        if (urn.equals(places.type().core().urn())) {
            return Criteria.ALL;
        }
        return Urn.isUrn(urn) ? new Criteria.HasMember(urn) : Criteria.NONE;
    }

    private static Criteria compare(
            Attribute attribute, Criteria.Operand operand, Operator operator, JsonNode value) {
        return literal(attribute, value)
                .<Criteria>map(known -> new Criteria.Compare(operand, operator(operator), known))
                .orElse(Criteria.NONE);
    }

    private static Optional<Literal> literal(Attribute attribute, JsonNode value) {
        return switch (attribute.type()) {
            case BOOLEAN -> FilterRules.flag(value).map(Criteria.Flag::new);
            case DATETIME -> Optional.of(new Criteria.Moment(FilterRules.moment(attribute, value)));
            case STRING, REFERENCE, BINARY, DECIMAL, INTEGER, COMPLEX ->
                    Optional.of(new Criteria.Text(value.asText(), attribute.caseExact()));
        };
    }

    private static Criteria.Operator operator(Operator operator) {
        return switch (operator) {
            case EQ, NE -> Criteria.Operator.EQ;
            case CO -> Criteria.Operator.CONTAINS;
            case SW -> Criteria.Operator.STARTS_WITH;
            case EW -> Criteria.Operator.ENDS_WITH;
            case GT -> Criteria.Operator.GT;
            case GE -> Criteria.Operator.GE;
            case LT -> Criteria.Operator.LT;
            case LE -> Criteria.Operator.LE;
        };
    }
}
