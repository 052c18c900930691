package dev.hostkeysync.scim;

import dev.hostkeysync.scim.Filter.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the grammar of RFC 7644 section 3.4.2.2 and, beyond it, Entra's `emails[type eq
/// "work"].value eq "…"`.
///
/// NB: not UnboundID's parser: it does not know Entra's form, takes a value path whose bracket is
/// never closed, ends in a ClassCastException for `a eq {}` and in a StackOverflowError for a few
/// thousand `not (`.
final class FilterParser {

    private static final int MAX_LENGTH = 8192;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_CONDITIONS = 128;

    private final FilterText text;
    private int conditions;

    private FilterParser(FilterText text) {
        this.text = text;
    }

    /// @throws ScimException `invalidFilter`
    static Filter parse(String filter) {
        if (filter.length() > MAX_LENGTH) {
            throw ScimException.invalidFilter("the filter has over " + MAX_LENGTH + " characters");
        }
        FilterText text = new FilterText(filter);
        Filter parsed = new FilterParser(text).or(/* depth */ 0);
        if (!text.isAtEnd()) {
            throw text.fault("'and', 'or' or the end expected");
        }
        return parsed;
    }

    private Filter or(int depth) {
        List<Filter> terms = new ArrayList<>();
        do {
            terms.add(and(depth));
        } while (text.takeWord("or"));
        return terms.size() == 1 ? terms.getFirst() : new Filter.Or(List.copyOf(terms));
    }

    private Filter and(int depth) {
        List<Filter> terms = new ArrayList<>();
        do {
            terms.add(term(depth));
        } while (text.takeWord("and"));
        return terms.size() == 1 ? terms.getFirst() : new Filter.And(List.copyOf(terms));
    }

    private Filter term(int depth) {
        if (depth > MAX_DEPTH) {
            throw ScimException.invalidFilter("the filter is nested too deeply");
        }
        if (text.take('(')) {
            Filter inner = or(depth + 1);
            text.expect(')');
            return inner;
        }
        if (text.takeWord("not")) {
            text.expect('(');
            Filter inner = or(depth + 1);
            text.expect(')');
            return new Filter.Not(inner);
        }
        AttributePath path = path();
        return text.takeAttached('[') ? valuePath(path, depth) : comparison(path);
    }

    private Filter valuePath(AttributePath path, int depth) {
        Filter inner = or(depth + 1);
        text.expect(']');
        if (!text.takeAttached('.')) {
            return new Filter.ValuePath(path, inner);
        }
        // emails[type eq "work"].value eq "x" means emails[type eq "work" and value eq "x"].
        return new Filter.ValuePath(path, new Filter.And(List.of(inner, comparison(path()))));
    }

    private Filter comparison(AttributePath path) {
        if (++conditions > MAX_CONDITIONS) {
            throw ScimException.invalidFilter(
                    "the filter has over " + MAX_CONDITIONS + " conditions");
        }
        if (text.takeWord("pr")) {
            return new Filter.Present(path);
        }
        return new Filter.Compare(path, operator(), text.value());
    }

    private AttributePath path() {
        return AttributePath.parse(text.word())
                .orElseThrow(() -> text.fault("an attribute's name expected"));
    }

    private Operator operator() {
        String word = text.word().toUpperCase(Locale.ROOT);
        return Optional.of(word)
                .flatMap(FilterParser::operator)
                .orElseThrow(() -> text.fault("one of eq ne co sw ew gt ge lt le pr expected"));
    }

    private static Optional<Operator> operator(String word) {
        for (Operator operator : Operator.values()) {
            if (operator.name().equals(word)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
