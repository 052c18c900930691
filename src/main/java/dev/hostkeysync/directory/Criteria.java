package dev.hostkeysync.directory;

import java.time.Instant;
import java.util.List;

/// What the users or groups that somebody looks for have in common. There is no unknown: a value
/// that is missing fails every comparison.
public sealed interface Criteria {

    Criteria ALL = new Constant(true);
    Criteria NONE = new Constant(false);

    record And(List<Criteria> terms) implements Criteria {}

    record Or(List<Criteria> terms) implements Criteria {}

    record Not(Criteria inner) implements Criteria {}

    record Constant(boolean holds) implements Criteria {}

    record Present(Operand operand) implements Criteria {}

    /// Whether the stored document has a member of this name.
    record HasMember(String name) implements Criteria {}

    record Compare(Operand operand, Operator operator, Literal literal) implements Criteria {}

    /// All of it holds on one and the same value of many.
    record Some(Elements elements, Criteria inner) implements Criteria {}

    enum Operator {
        EQ,
        GT,
        GE,
        LT,
        LE,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH
    }

    /// What a value is compared with.
    sealed interface Literal {}

    /// @param exact whether case counts
    record Text(String value, boolean exact) implements Literal {}

    record Flag(boolean value) implements Literal {}

    record Moment(Instant value) implements Literal {}

    /// Where one value stands.
    sealed interface Operand {}

    /// What has a column of its own, or an index on what is in the document.
    enum Column implements Operand {
        ID,
        USER_NAME,
        EXTERNAL_ID,
        DISPLAY_NAME,
        CREATED,
        UPDATED,
        VERSION
    }

    /// @param path names from the top of the stored document, never from outside
    record Member(List<String> path) implements Operand {}

    /// A part of the value that [Some] looks at.
    ///
    /// @param name never from outside
    record Part(String name) implements Operand {}

    /// Where many values stand.
    sealed interface Elements {}

    /// @param path names from the top of the stored document, never from outside; what stands there
    ///   may also be a single value
    record Values(List<String> path) implements Elements {}

    /// The groups of a user or the members of a group, with the parts `value`, `type` and
    /// `display`.
    record Memberships() implements Elements {}

    /// All of these, in the fewest words.
    static Criteria and(List<Criteria> terms) {
        if (terms.contains(NONE)) {
            return NONE;
        }
        List<Criteria> needed = terms.stream().filter(term -> !term.equals(ALL)).toList();
        return switch (needed.size()) {
            case 0 -> ALL;
            case 1 -> needed.getFirst();
            default -> new And(needed);
        };
    }

    /// One of these, in the fewest words.
    static Criteria or(List<Criteria> terms) {
        if (terms.contains(ALL)) {
            return ALL;
        }
        List<Criteria> possible = terms.stream().filter(term -> !term.equals(NONE)).toList();
        return switch (possible.size()) {
            case 0 -> NONE;
            case 1 -> possible.getFirst();
            default -> new Or(possible);
        };
    }

    static Criteria not(Criteria inner) {
        return inner instanceof Constant(boolean holds) ? new Constant(!holds) : new Not(inner);
    }
}
