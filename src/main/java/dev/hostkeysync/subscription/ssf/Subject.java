package dev.hostkeysync.subscription.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A simple subject (RFC 9493).
sealed interface Subject {

    int LONGEST = 512;

    record Email(String email) implements Subject {}

    record IssSub(String iss, String sub) implements Subject {}

    record Opaque(String id) implements Subject {}

    /// Every name under which a receiver may have removed a user.
    static List<Subject> names(String issuer, String user, Optional<String> email) {
        List<Subject> names = new ArrayList<>();
        email.ifPresent(address -> names.add(new Email(address)));
        names.add(new IssSub(issuer, user));
        names.add(new Opaque(user));
        return names;
    }

    /// Empty for what is none of the three, or too long.
    static Optional<Subject> parse(JsonNode node) {
        Optional<Subject> subject =
                switch (node.path("format").asText()) {
                    case "email" -> text(node, "email").map(Email::new);
                    case "iss_sub" ->
                            text(node, "iss")
                                    .flatMap(iss ->
                                            text(node, "sub").map(sub -> new IssSub(iss, sub)));
                    case "opaque" -> text(node, "id").map(Opaque::new);
                    default -> Optional.empty();
                };
        return subject.filter(one -> one.key().length() <= LONGEST);
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.path(member).textValue()).filter(text -> !text.isEmpty());
    }

    /// The same for what is the same subject. An address counts without case, as everywhere in this
    /// service.
    default String key() {
        return switch (this) {
            case Email(String email) -> "email " + email.toLowerCase(Locale.ROOT);
            case IssSub(String iss, String sub) -> "iss_sub " + iss + " " + sub;
            case Opaque(String id) -> "opaque " + id;
        };
    }

    default ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (this) {
            case Email(String email) -> json.put("format", "email").put("email", email);
            case IssSub(String iss, String sub) ->
                    json.put("format", "iss_sub").put("iss", iss).put("sub", sub);
            case Opaque(String id) -> json.put("format", "opaque").put("id", id);
        };
    }
}
