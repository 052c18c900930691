package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What one member of a JSON body must be: a line of the table that [BodyRules] reads.
record MemberRule(String path, Type type, boolean required, List<String> rules) {

    enum Type {
        STRING,
        INTEGER,
        BOOLEAN,
        ARRAY,
        OBJECT;

        boolean accepts(JsonNode value) {
            return switch (this) {
                case STRING -> value.isTextual();
                case INTEGER -> value.isIntegralNumber();
                case BOOLEAN -> value.isBoolean();
                case ARRAY -> value.isArray();
                case OBJECT -> value.isObject();
            };
        }
    }

    static MemberRule parse(String line) {
        List<String> words = List.of(line.split("\\s+"));
        List<String> rules = words.subList(2, words.size());
        return new MemberRule(
                words.get(0),
                Type.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
                rules.contains("required"),
                rules.stream().filter(rule -> !rule.equals("required")).toList());
    }

    /// What is wrong with the value; the text never repeats it.
    Optional<String> fault(JsonNode value) {
        if (!type.accepts(value)) {
            return Optional.of("Invalid type.");
        }
        return rules.stream()
                .filter(rule -> !holds(rule, value))
                .findFirst()
                .map(rule -> "Invalid field: " + rule + ".");
    }

    private static boolean holds(String rule, JsonNode value) {
        String[] parts = rule.split("=", 2);
        return switch (parts[0]) {
            case "digits" -> value.asText().chars().allMatch(c -> c >= '0' && c <= '9');
            case "length" -> isWithin(parts[1], value.asText().length());
            case "items" -> isWithin(parts[1], value.size());
            case "range" -> isWithin(parts[1], value.asInt());
            case "oneOf" -> List.of(parts[1].split(",")).contains(value.asText());
            default -> throw new IllegalStateException("unknown rule: " + rule);
        };
    }

    private static boolean isWithin(String range, int size) {
        String[] bounds = range.split("\\.\\.");
        return size >= Integer.parseInt(bounds[0]) && size <= Integer.parseInt(bounds[1]);
    }
}
