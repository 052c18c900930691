package dev.hostkeysync.common;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a JSON object strictly and gathers everything that is wrong with it, so that a caller sees
/// all faults at once. A member that is null is not given.
public final class Fields {

    /// Whoever sends thousands of wrong members is told of these many.
    private static final int MOST_FAULTS = 20;

    /// Of a member that nobody knows, these many characters are repeated.
    private static final int LONGEST_NAME = 40;

    private final JsonNode object;
    private final List<FieldFault> faults = new ArrayList<>();

    private Fields(JsonNode object) {
        this.object = object;
    }

    /// @param known every member there may be; another one is a fault
    /// @throws ProblemException 400, when it is no object at all
    public static Fields of(@Nullable JsonNode body, Set<String> known) {
        if (body == null || !body.isObject()) {
            throw Problems.badRequest("the body must be a JSON object").toException();
        }
        Fields fields = new Fields(body);
        body.fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        fields.fault(
                                name,
                                "is not known here; possible are "
                                        + String.join(", ", new TreeSet<>(known)));
                    }
                });
        return fields;
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public JsonNode node(String name) {
        return object.path(name);
    }

    /// Empty also when it is no text, which is noted.
    public Optional<String> text(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!node(name).isTextual()) {
            fault(name, "must be text in quotes");
            return Optional.empty();
        }
        return Optional.of(node(name).textValue());
    }

    /// As [#text], and a whole number counts as its digits.
    public Optional<String> textOrDigits(String name) {
        return node(name).isIntegralNumber() ? Optional.of(node(name).asText()) : text(name);
    }

    /// @param least the smallest allowed, `most` the largest
    public OptionalInt whole(String name, int least, int most) {
        if (!has(name)) {
            return OptionalInt.empty();
        }
        JsonNode node = node(name);
        if (!node.isIntegralNumber()
                || !node.canConvertToInt()
                || node.intValue() < least
                || node.intValue() > most) {
            fault(name, "must be a whole number from %d to %d".formatted(least, most));
            return OptionalInt.empty();
        }
        return OptionalInt.of(node.intValue());
    }

    public boolean flag(String name, boolean otherwise) {
        if (has(name) && !node(name).isBoolean()) {
            fault(name, "must be true or false");
        }
        return node(name).asBoolean(otherwise);
    }

    /// Notes that a member is wrong.
    ///
    /// @param what the rest of the sentence that begins with the name
    public void fault(String name, String what) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        if (faults.size() < MOST_FAULTS) {
            String escaped = shown.replace("~", "~0").replace("/", "~1");
            faults.add(new FieldFault("#/" + escaped, shown + " " + what));
        }
    }

    /// What is wrong, if anything is.
    public Optional<Problem> problem() {
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Problems.badRequest(
                                        faults.stream()
                                                .map(FieldFault::detail)
                                                .collect(Collectors.joining("; ")))
                                .errors(faults));
    }

    /// @throws ProblemException 400, when anything is wrong
    public void check() {
        Optional<Problem> problem = problem();
        if (problem.isPresent()) {
            throw problem.get().toException();
        }
    }
}
