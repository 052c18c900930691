package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.identity.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A PATCH of SCIM (RFC 7644 section 3.5.2) that somebody else has made and tells us of, as far as
/// it touches the attributes that we keep.
final class ScimPatch {

    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:user:";

    /// `emails[type eq "work"].value`, `emails[primary eq true]`, `emails.value`.
    private static final Pattern ONE_EMAIL =
            Pattern.compile(
                    "emails(?:\\[(?:type eq \"([^\"]{1,40})\"|(primary) eq \"?true\"?|[^\\]]*)\\])?(\\.value)?",
                    Pattern.CASE_INSENSITIVE);

    private static final int MOST_OPERATIONS = 1000;

    /// One operation on one attribute.
    ///
    /// @param value missing to remove it
    private record Step(String path, JsonNode value) {}

    private final List<Step> steps;

    private ScimPatch(List<Step> steps) {
        this.steps = steps;
    }

    /// @throws SetRefused for what is no PATCH
    static ScimPatch parse(JsonNode data) {
        JsonNode operations = member(data, "Operations");
        if (!operations.isArray() || operations.size() > MOST_OPERATIONS) {
            throw SetRefused.malformed("data of a patch event must be a SCIM PatchOp.");
        }
        List<Step> steps = new ArrayList<>();
        for (JsonNode operation : operations) {
            String op = member(operation, "op").asText("").toLowerCase(Locale.ROOT);
            JsonNode path = member(operation, "path");
            JsonNode value = member(operation, "value");
            switch (op) {
                case "add", "replace" -> {
                    if (path.isTextual()) {
                        steps.add(new Step(shortened(path.textValue()), value));
                    } else {
                        value.properties()
                                .forEach(one ->
                                        steps.add(
                                                new Step(shortened(one.getKey()), one.getValue())));
                    }
                }
                case "remove" ->
                        steps.add(
                                new Step(
                                        shortened(path.asText("")),
                                        operation.path("no such member")));
                default ->
                        throw SetRefused.malformed(
                                "op of a patch event must be add, replace or remove.");
            }
        }
        return new ScimPatch(steps);
    }

    /// A password that was set is another way in, though no attribute that we keep.
    boolean changesPassword() {
        return steps.stream().anyMatch(step -> step.path().equalsIgnoreCase("password"));
    }

    Profile applied(Profile before) {
        ObjectNode document = ScimAttributes.document(before);
        steps.forEach(step -> apply(step, document));
        return ScimAttributes.profile(document, before.active()).orElse(before);
    }

    private static void apply(Step step, ObjectNode document) {
        Optional<String> attribute = ScimAttributes.attribute(step.path());
        Matcher oneEmail = ONE_EMAIL.matcher(step.path());
        if (attribute.isPresent()) {
            set(document, attribute.get(), step.value());
        } else if (oneEmail.matches()) {
            setEmail(document, oneEmail, step.value());
        } else if (step.path().regionMatches(true, 0, "name.", 0, 5)) {
            setName(document, step.path().substring(5), step.value());
        }
    }

    /// A value that cannot be is passed over: the transmitter has accepted it, and we keep what we
    /// have.
    private static void set(ObjectNode document, String attribute, JsonNode given) {
        if (!given.isMissingNode() && !given.isNull()) {
            ScimAttributes.value(attribute, given)
                    .ifPresent(value -> document.set(attribute, value));
        } else if (ScimAttributes.REMOVABLE.contains(attribute)) {
            document.remove(attribute);
        }
    }

    private static void setName(ObjectNode document, String part, JsonNode given) {
        ObjectNode name = document.withObjectProperty(ScimAttributes.NAME).deepCopy();
        name.properties().stream()
                .map(java.util.Map.Entry::getKey)
                .filter(part::equalsIgnoreCase)
                .findFirst()
                .ifPresent(name::remove);
        name.set(canonicalPart(part), given);
        JsonNode value = ScimAttributes.value(ScimAttributes.NAME, name).orElse(null);
        if (value == null) {
            document.remove(ScimAttributes.NAME);
        } else {
            document.set(ScimAttributes.NAME, value);
        }
    }

    private static String canonicalPart(String part) {
        return switch (part.toLowerCase(Locale.ROOT)) {
            case "givenname" -> "givenName";
            case "familyname" -> "familyName";
            default -> part.toLowerCase(Locale.ROOT);
        };
    }

    private static void setEmail(ObjectNode document, Matcher path, JsonNode given) {
        ArrayNode emails = document.withArrayProperty(ScimAttributes.EMAILS);
        OptionalInt chosen =
                IntStream.range(0, emails.size())
                        .filter(i -> isChosen(emails.get(i), path))
                        .findFirst();
        Optional<String> address = Names.of(given.isObject() ? given.path("value") : given);
        if (address.isPresent()) {
            ObjectNode email =
                    chosen.isPresent()
                            ? (ObjectNode) emails.get(chosen.getAsInt())
                            : added(emails, path);
            email.put("value", address.get());
        } else if (given.isMissingNode()) {
            chosen.ifPresent(emails::remove);
        }
    }

    private static boolean isChosen(JsonNode email, Matcher path) {
        if (!email.isObject()) {
            return false;
        }
        if (path.group(1) != null) {
            return email.path("type").asText("").equalsIgnoreCase(path.group(1));
        }
        return path.group(2) == null || email.path("primary").asBoolean();
    }

    private static ObjectNode added(ArrayNode emails, Matcher path) {
        ObjectNode email = emails.addObject();
        if (path.group(1) != null) {
            email.put("type", path.group(1));
        } else if (path.group(2) != null) {
            email.put("primary", true);
        }
        return email;
    }

    private static String shortened(String path) {
        String stripped = path.strip();
        return stripped.regionMatches(true, 0, SCHEMA, 0, SCHEMA.length())
                ? stripped.substring(SCHEMA.length())
                : stripped;
    }

    /// Names of members are the same in any case (RFC 7643 section 2.1).
    private static JsonNode member(JsonNode object, String name) {
        JsonNode exact = object.path(name);
        if (!exact.isMissingNode()) {
            return exact;
        }
        return object.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(name))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(exact);
    }
}
