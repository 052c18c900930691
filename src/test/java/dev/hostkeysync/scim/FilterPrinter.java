package dev.hostkeysync.scim;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A filter in UnboundID's notation, to compare two parsers.
final class FilterPrinter {

    private FilterPrinter() {}

    static String print(Filter filter) {
        return switch (filter) {
            case Filter.And(List<Filter> terms) -> joined(terms, " and ");
            case Filter.Or(List<Filter> terms) -> joined(terms, " or ");
            case Filter.Not(Filter inner) -> "not (" + print(inner) + ")";
            case Filter.Present(AttributePath path) -> print(path) + " pr";
            case Filter.Compare(AttributePath path, Filter.Operator operator, var value) ->
                    "%s %s %s"
                            .formatted(
                                    print(path),
                                    operator.name().toLowerCase(Locale.ROOT),
                                    ScimJson.text(value));
            case Filter.ValuePath(AttributePath path, Filter inner) ->
                    print(path) + "[" + print(inner) + "]";
        };
    }

    private static String joined(List<Filter> terms, String operator) {
        return terms.stream()
                .map(FilterPrinter::print)
                .collect(Collectors.joining(operator, "(", ")"));
    }

    private static String print(AttributePath path) {
        return path.urn().map(urn -> urn + ":").orElse("")
                + path.name()
                + path.sub().map(sub -> "." + sub).orElse("");
    }
}
