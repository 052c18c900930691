package dev.hostkeysync.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Compares an answer with what is expected of it. An object may have more members than are named;
/// an array has these elements and no others, in this order, unless its first element is `<in any
/// order>` or `<among others>`; everything else is equal, or a matcher: `<any>`, `<text>` (not
/// empty), `<integer>`, `<date>`, `<absent>`, `<like REGEX>`.
final class Expectation {

    static final String IN_ANY_ORDER = "<in any order>";
    static final String AMONG_OTHERS = "<among others>";

    private static final Pattern LIKE = Pattern.compile("<like (.*)>");

    private final List<String> differences = new ArrayList<>();

    private Expectation() {}

    /// @return what is wrong, each with its place; empty when nothing is
    static List<String> differences(JsonNode expected, JsonNode actual) {
        Expectation expectation = new Expectation();
        expectation.compare("", expected, actual);
        return List.copyOf(expectation.differences);
    }

    /// As [#differences] for the value of a header, which is empty when there is none.
    static boolean fits(String expected, String actual) {
        return fits(
                TextNode.valueOf(expected),
                actual.isEmpty() ? MissingNode.getInstance() : TextNode.valueOf(actual));
    }

    private void compare(String where, JsonNode expected, JsonNode actual) {
        switch (expected) {
            case ObjectNode object -> {
                if (!actual.isObject()) {
                    differ(where, "an object", actual);
                    return;
                }
                object.properties()
                        .forEach(one ->
                                compare(
                                        where + "/" + one.getKey(),
                                        one.getValue(),
                                        actual.path(one.getKey())));
            }
            case ArrayNode array when actual.isArray() -> compareElements(where, array, actual);
            case ArrayNode array -> differ(where, array.toString(), actual);
            default -> {
                if (!fits(expected, actual)) {
                    differ(where, expected.toString(), actual);
                }
            }
        }
    }

    private void compareElements(String where, ArrayNode expected, JsonNode actual) {
        String first = expected.path(0).asText("");
        boolean others = first.equals(AMONG_OTHERS);
        if (!others && !first.equals(IN_ANY_ORDER)) {
            for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
                if (i < expected.size()) {
                    compare(where + "/" + i, expected.get(i), actual.path(i));
                } else {
                    differ(where + "/" + i, "nothing", actual.get(i));
                }
            }
            return;
        }
        List<JsonNode> left = new ArrayList<>(actual.valueStream().toList());
        expected.valueStream()
                .skip(1)
                .forEach(one -> {
                    boolean found =
                            left.stream()
                                    .filter(element -> differences(one, element).isEmpty())
                                    .findFirst()
                                    .map(left::remove)
                                    .orElse(false);
                    if (!found) {
                        differ(where, "an element " + one, actual);
                    }
                });
        if (!others && !left.isEmpty()) {
            left.forEach(element -> differ(where, "no such element", element));
        }
    }

    private static boolean fits(JsonNode expected, JsonNode actual) {
        String text = expected.isTextual() ? expected.textValue() : "";
        return switch (text) {
            case "<absent>" -> actual.isMissingNode();
            case "<any>" -> !actual.isMissingNode();
            case "<text>" -> actual.isTextual() && !actual.textValue().isBlank();
            case "<integer>" -> actual.isIntegralNumber();
            case "<date>" -> isDate(actual);
            default -> {
                var like = LIKE.matcher(text);
                if (like.matches()) {
                    yield actual.isTextual()
                            && Pattern.compile(like.group(1)).matcher(actual.textValue()).find();
                }
                yield (expected.isNumber() && actual.isNumber())
                        ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                        : expected.equals(actual);
            }
        };
    }

    private static boolean isDate(JsonNode actual) {
        try {
            return actual.isTextual() && Instant.parse(actual.textValue()) != null;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private void differ(String where, String expected, JsonNode actual) {
        differences.add(
                "%s: expected %s, but there is %s"
                        .formatted(
                                where.isEmpty() ? "the body" : where,
                                expected,
                                actual instanceof MissingNode ? "nothing" : actual));
    }
}
