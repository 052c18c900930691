package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.Problem;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A JSON object that a receiver sent. Members we do not know are passed over; those we know must
/// have the right form. Every fault is a [ProblemException].
record Body(JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Problem TOO_LARGE =
            Problem.of("content-too-large", 413, "The body is too large");

    /// @param most bytes
    static Body parse(byte @Nullable [] bytes, int most) {
        if (bytes == null || bytes.length == 0) {
            throw bad("the body must be a JSON object");
        }
        if (bytes.length > most) {
            throw TOO_LARGE.detail("at most " + most + " bytes").toException();
        }
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (IOException _) {
            throw bad("the body is not JSON");
        }
        return new Body(object(json, "the body"));
    }

    static ProblemException bad(String detail) {
        return Problems.badRequest(detail).toException();
    }

    boolean has(String member) {
        return json.has(member);
    }

    /// The member `stream_id`. One that is no id of ours is one that is not there.
    Optional<UUID> streamId() {
        return id(text("stream_id").orElseThrow(() -> bad("stream_id is missing")));
    }

    static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return Optional.of(id).filter(one -> one.toString().equals(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    Optional<String> text(String member) {
        JsonNode node = json.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw bad(member + " must be a string");
        }
        return Optional.of(node.textValue());
    }

    Optional<String> text(String member, int longest) {
        Optional<String> text = text(member);
        if (text.filter(one -> one.length() > longest).isPresent()) {
            throw bad(member + " must have at most " + longest + " characters");
        }
        return text;
    }

    boolean flag(String member) {
        JsonNode node = json.path(member);
        if (!node.isMissingNode() && !node.isNull() && !node.isBoolean()) {
            throw bad(member + " must be true or false");
        }
        return node.asBoolean();
    }

    /// @return between 0 and `most`, which is also what a greater number means; empty when it is
    ///   not there
    Optional<Integer> number(String member, int most) {
        JsonNode node = json.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber() || node.bigIntegerValue().signum() < 0) {
            throw bad(member + " must be a whole number, 0 or more");
        }
        return Optional.of(node.canConvertToInt() ? Math.min(node.intValue(), most) : most);
    }

    Optional<List<String>> texts(String member) {
        JsonNode node = json.path(member);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isArray()) {
            throw bad(member + " must be a list of strings");
        }
        return Optional.of(strings(node, member));
    }

    /// A string or a list of them.
    Optional<List<String>> oneOrMore(String member) {
        return json.path(member).isTextual() ? text(member).map(List::of) : texts(member);
    }

    Optional<Body> object(String member) {
        JsonNode node = json.path(member);
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : Optional.of(new Body(object(node, member)));
    }

    /// What the transmitter supplies may be repeated, but not changed.
    void mustMatch(String member, String ours) {
        if (has(member) && !text(member).equals(Optional.of(ours))) {
            throw bad(member + " cannot be changed");
        }
    }

    void mustMatch(String member, List<String> ours) {
        if (has(member)
                && !oneOrMore(member).map(Set::copyOf).equals(Optional.of(Set.copyOf(ours)))) {
            throw bad(member + " cannot be changed");
        }
    }

    void mustMatch(String member, long ours) {
        JsonNode node = json.path(member);
        if (has(member)
                && !(node.isIntegralNumber()
                        && node.canConvertToLong()
                        && node.longValue() == ours)) {
            throw bad(member + " cannot be changed");
        }
    }

    private static List<String> strings(JsonNode array, String member) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode one : array) {
            if (!one.isTextual()) {
                throw bad(member + " must be a list of strings");
            }
            boolean _ = texts.add(one.textValue());
        }
        return new ArrayList<>(texts);
    }

    private static JsonNode object(@Nullable JsonNode node, String what) {
        if (node == null || !node.isObject()) {
            throw bad(what + " must be a JSON object");
        }
        return node;
    }

    @Override
    public String toString() {
        return "Body"
                + json.propertyStream().map(member -> member.getKey()).collect(Collectors.toSet());
    }
}
