package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Compare;
import dev.hostkeysync.directory.Criteria.Elements;
import dev.hostkeysync.directory.Criteria.Literal;
import dev.hostkeysync.directory.Criteria.Memberships;
import dev.hostkeysync.directory.Criteria.Moment;
import dev.hostkeysync.directory.Criteria.Operand;
import dev.hostkeysync.directory.Criteria.Operator;
import dev.hostkeysync.directory.Criteria.Part;
import dev.hostkeysync.directory.Criteria.Text;
import dev.hostkeysync.directory.Criteria.Values;
import java.util.List;
import java.util.Optional;

/// Which criteria an index bounds: what they read is what they find, or little more.
final class Anchors {

    private static final Values EMAILS = new Values(List.of("emails"));
    private static final Part VALUE = new Part("value");

    private Anchors() {}

    /// Whether an index bounds what is read, however large the directory is.
    static boolean bound(ResourceKind kind, Criteria criteria) {
        return bound(kind, criteria, /* few */ false);
    }

    /// Whether an index finds a few at once, so that nothing about the search can take long.
    static boolean few(ResourceKind kind, Criteria criteria) {
        return bound(kind, criteria, /* few */ true) && !readsAGroup(kind, criteria);
    }

    // Who is in a group is read as a whole, whatever else is asked.
    private static boolean readsAGroup(ResourceKind kind, Criteria criteria) {
        return switch (criteria) {
            case Criteria.And(List<Criteria> terms) ->
                    terms.stream().anyMatch(term -> readsAGroup(kind, term));
            case Criteria.Or(List<Criteria> terms) ->
                    terms.stream().anyMatch(term -> readsAGroup(kind, term));
            case Criteria.Not(Criteria inner) -> readsAGroup(kind, inner);
            case Criteria.Some(Elements elements, Criteria _) ->
                    kind == ResourceKind.USER && elements instanceof Memberships;
            case Criteria.Constant _, Criteria.Present _, Criteria.HasMember _, Compare _ -> false;
        };
    }

    private static boolean bound(ResourceKind kind, Criteria criteria, boolean few) {
        return switch (criteria) {
            case Criteria.And(List<Criteria> terms) ->
                    terms.stream().anyMatch(term -> bound(kind, term, few));
            case Criteria.Or(List<Criteria> terms) ->
                    terms.stream().allMatch(term -> bound(kind, term, few));
            case Criteria.Constant(boolean holds) -> !holds;
            case Compare(Operand operand, Operator operator, Literal literal) ->
                    operand instanceof Column column && bound(kind, column, operator, literal, few);
            case Criteria.Some(Elements elements, Criteria inner) ->
                    value(kind, elements, inner).isPresent()
                            && !(few && elements instanceof Memberships);
            case Criteria.Not _, Criteria.Present _, Criteria.HasMember _ -> false;
        };
    }

    private static boolean bound(
            ResourceKind kind, Column column, Operator operator, Literal literal, boolean few) {
        return switch (column) {
            case ID -> operator == Operator.EQ;
            case EXTERNAL_ID ->
                    operator == Operator.EQ && literal instanceof Text(_, boolean exact) && exact;
            case USER_NAME, DISPLAY_NAME ->
                    kind.isIndexedName(column)
                            && literal instanceof Text(String value, boolean exact)
                            && !exact
                            && (operator == Operator.EQ
                                    ? !few
                                            || column == Column.USER_NAME
                                            || kind == ResourceKind.GROUP
                                    : operator == Operator.STARTS_WITH && !value.isEmpty() && !few);
            case CREATED, UPDATED -> literal instanceof Moment && !few;
            case VERSION -> false;
        };
    }

    /// The value that one of the elements must have, when an index holds it.
    static Optional<Text> value(ResourceKind kind, Elements elements, Criteria inner) {
        boolean indexed =
                elements instanceof Memberships
                        || (kind == ResourceKind.USER && elements.equals(EMAILS));
        return indexed ? value(inner) : Optional.empty();
    }

    private static Optional<Text> value(Criteria inner) {
        return switch (inner) {
            case Criteria.And(List<Criteria> terms) ->
                    terms.stream().map(Anchors::value).flatMap(Optional::stream).findFirst();
            case Compare(Operand operand, Operator operator, Literal literal) ->
                    operand.equals(VALUE) && operator == Operator.EQ && literal instanceof Text text
                            ? Optional.of(text)
                            : Optional.empty();
            case Criteria.Or _,
                    Criteria.Not _,
                    Criteria.Constant _,
                    Criteria.Present _,
                    Criteria.HasMember _,
                    Criteria.Some _ ->
                    Optional.empty();
        };
    }
}
