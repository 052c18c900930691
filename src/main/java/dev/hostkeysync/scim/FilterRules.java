package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.identity.Caseless;
import dev.hostkeysync.scim.Filter.Operator;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Which comparisons an attribute's type allows (RFC 7644 section 3.4.2.2).
final class FilterRules {

    private FilterRules() {}

    /// @throws ScimException `invalidFilter`
    static void check(Attribute attribute, Operator operator, JsonNode value) {
        boolean allowed =
                switch (operator) {
                    case EQ, NE -> true;
                    case GT, GE, LT, LE -> !value.isNull() && isOrdered(attribute);
                    case CO, SW, EW -> !value.isNull() && hasLetters(attribute);
                };
        if (!allowed) {
            throw ScimException.invalidFilter(
                    "'%s' cannot be compared so: %s"
                            .formatted(
                                    attribute.name(),
                                    value.isNull()
                                            ? "null goes with eq and ne only"
                                            : "its type is " + typeName(attribute)));
        }
        if (attribute.type() == Attribute.Type.DATETIME && !value.isNull()) {
            Instant _ = moment(attribute, value);
        }
    }

    private static boolean isOrdered(Attribute attribute) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, DECIMAL, INTEGER, DATETIME -> true;
            case BOOLEAN, BINARY, COMPLEX -> false;
        };
    }

    private static boolean hasLetters(Attribute attribute) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY -> true;
            case BOOLEAN, DECIMAL, INTEGER, DATETIME, COMPLEX -> false;
        };
    }

    private static String typeName(Attribute attribute) {
        return Attribute.key(attribute.type().name());
    }

    /// An XML Schema dateTime (RFC 7643 section 2.3.5); without a zone it is UTC.
    static Instant moment(Attribute attribute, JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        try {
            Instant moment =
                    text.length() > 19 && hasZone(text)
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            int year = moment.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 0 && year <= 9999) {
                return moment;
            }
        } catch (DateTimeParseException _) {
            // Told below.
        }
        throw ScimException.invalidFilter(
                "'%s' is compared with a date such as \"2026-03-01T10:00:00Z\""
                        .formatted(attribute.name()));
    }

    private static boolean hasZone(String text) {
        char last = text.charAt(text.length() - 1);
        return last == 'Z' || last == 'z' || text.lastIndexOf('-') > 10 || text.indexOf('+') > 0;
    }

    /// What a boolean is compared with; Entra sends `"True"`. Empty for what is neither.
    static Optional<Boolean> flag(JsonNode value) {
        return switch (Caseless.key(value.asText())) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
