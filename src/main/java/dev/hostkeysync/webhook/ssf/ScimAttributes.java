package dev.hostkeysync.webhook.ssf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ExternalId;
import dev.hostkeysync.identity.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The attributes of SCIM's user (RFC 7643 section 4.1) that make a profile. Others in an event are
/// left alone: a user of whom more is kept was pushed by SCIM, which checks it.
final class ScimAttributes {

    static final String USER_NAME = "userName";
    static final String EXTERNAL_ID = "externalId";
    static final String ACTIVE = "active";
    static final String NAME = "name";
    static final String EMAILS = "emails";
    private static final String DISPLAY_NAME = "displayName";

    private static final String VALUE = "value";

    /// Not the external id: ours is the transmitter's own id with many, and its external id another
    /// thing.
    static final Set<String> REMOVABLE = Set.of(NAME, EMAILS, DISPLAY_NAME);

    private static final List<String> PARTS_OF_NAME =
            List.of("formatted", "givenName", "familyName");
    private static final int MOST_EMAILS = 100;
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, String> BY_LOWER_CASE =
            Stream.of(USER_NAME, EXTERNAL_ID, ACTIVE, NAME, EMAILS, DISPLAY_NAME)
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    private ScimAttributes() {}

    /// The attribute as the schema writes it; names are the same in any case.
    static Optional<String> attribute(String name) {
        return Optional.ofNullable(BY_LOWER_CASE.get(name.toLowerCase(Locale.ROOT)));
    }

    /// What we keep of a resource.
    static ObjectNode kept(JsonNode resource) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        resource.properties()
                .forEach(member ->
                        attribute(member.getKey())
                                .ifPresent(name ->
                                        value(name, member.getValue())
                                                .ifPresent(value -> kept.set(name, value))));
        return kept;
    }

    /// @param attribute one of ours
    /// @return empty for a value that the attribute cannot have
    static Optional<JsonNode> value(String attribute, JsonNode given) {
        return switch (attribute) {
            case ACTIVE -> active(given);
            case NAME -> Optional.<JsonNode>of(name(given)).filter(name -> !name.isEmpty());
            case EMAILS -> Optional.of(emails(given));
            default -> Names.of(given).map(TextNode::valueOf);
        };
    }

    /// The profile of a stored resource; empty where it has no user name.
    ///
    /// @param activeBefore where the resource does not say it
    static Optional<Profile> profile(ObjectNode document, boolean activeBefore) {
        if (!document.path(ACTIVE).isBoolean()) {
            document.put(ACTIVE, activeBefore);
        }
        return Names.of(document, USER_NAME)
                .map(userName ->
                        new Profile(
                                userName,
                                Names.of(document, EXTERNAL_ID).map(ExternalId::new),
                                email(document, userName),
                                displayName(document),
                                document.path(ACTIVE).booleanValue(),
                                document.toString()));
    }

    /// The stored resource, to be changed. A profile whose document is none has what it says
    /// itself.
    static ObjectNode document(Profile profile) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        try {
            if (JSON.readTree(profile.document()) instanceof ObjectNode stored) {
                document.setAll(stored);
            }
        } catch (JsonProcessingException _) {
            // As if it were empty.
        }
        if (!document.has(USER_NAME)) {
            document.put(USER_NAME, profile.userName());
            profile.externalId().ifPresent(id -> document.put(EXTERNAL_ID, id.value()));
            profile.displayName().ifPresent(name -> document.put(DISPLAY_NAME, name));
            profile.email()
                    .ifPresent(email ->
                            document.putArray(EMAILS)
                                    .addObject()
                                    .put(VALUE, email.value())
                                    .put("primary", true));
        }
        return document;
    }

    /// Takes out of a stored resource what may be missing in one that replaces it.
    static void forget(ObjectNode document) {
        REMOVABLE.forEach(document::remove);
    }

    // As SCIM itself: the primary address, else the one for work, else the first, else a user name
    // that is an address.
    private static Optional<EmailAddress> email(ObjectNode document, String userName) {
        JsonNode emails = document.path(EMAILS);
        return Stream.of(
                        emails.valueStream().filter(one -> one.path("primary").asBoolean()),
                        emails.valueStream().filter(ScimAttributes::isForWork),
                        emails.valueStream())
                .flatMap(candidates -> candidates)
                .map(email -> email.path(VALUE).asText(""))
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> EmailAddress.parse(userName));
    }

    static boolean isForWork(JsonNode email) {
        return email.path("type").asText("").equalsIgnoreCase("work");
    }

    private static Optional<String> displayName(ObjectNode document) {
        JsonNode name = document.path(NAME);
        String joined =
                (name.path("givenName").asText("") + " " + name.path("familyName").asText(""))
                        .strip();
        return Names.of(document, DISPLAY_NAME)
                .or(() -> Names.of(name, "formatted"))
                .or(() -> Optional.of(joined).filter(text -> !text.isEmpty()));
    }

    private static Optional<JsonNode> active(JsonNode given) {
        // Entra ID writes it as a text.
        return switch (given.asText("").toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(BooleanNode.TRUE);
            case "false" -> Optional.of(BooleanNode.FALSE);
            default -> Optional.empty();
        };
    }

    private static ObjectNode name(JsonNode given) {
        ObjectNode name = JsonNodeFactory.instance.objectNode();
        PARTS_OF_NAME.forEach(
                part -> Names.of(given, part).ifPresent(text -> name.put(part, text)));
        return name;
    }

    private static ArrayNode emails(JsonNode given) {
        ArrayNode emails = JsonNodeFactory.instance.arrayNode();
        Stream<JsonNode> all = given.isArray() ? given.valueStream() : Stream.of(given);
        all.limit(MOST_EMAILS)
                .forEach(one ->
                        Names.of(one, VALUE)
                                .ifPresent(address -> {
                                    ObjectNode email = emails.addObject().put(VALUE, address);
                                    Names.of(one, "type")
                                            .ifPresent(type -> email.put("type", type));
                                    if (one.path("primary").isBoolean()) {
                                        email.set("primary", one.path("primary"));
                                    }
                                }));
        return emails;
    }
}
