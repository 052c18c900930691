package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One attribute of a schema with the characteristics that are enforced (RFC 7643 section 7).
///
/// @param subAttributes by lower-case name, in the schema's order
record Attribute(
        String name,
        Type type,
        boolean multiValued,
        boolean caseExact,
        boolean readOnly,
        boolean neverReturned,
        Map<String, Attribute> subAttributes) {

    enum Type {
        STRING,
        BOOLEAN,
        DECIMAL,
        INTEGER,
        DATETIME,
        BINARY,
        REFERENCE,
        COMPLEX
    }

    /// @param definition as in RFC 7643 section 7
    static Attribute of(JsonNode definition) {
        return new Attribute(
                definition.path("name").textValue(),
                Type.valueOf(definition.path("type").textValue().toUpperCase(Locale.ROOT)),
                definition.path("multiValued").booleanValue(),
                definition.path("caseExact").booleanValue(),
                definition.path("mutability").textValue().equals("readOnly"),
                definition.path("returned").textValue().equals("never"),
                byName(definition.path("subAttributes")));
    }

    static Attribute common(String name, Type type, boolean readOnly) {
        return new Attribute(
                name,
                type,
                /* multiValued */ false,
                /* caseExact */ true,
                readOnly,
                /* neverReturned */ false,
                Map.of());
    }

    static Map<String, Attribute> byName(JsonNode definitions) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (JsonNode definition : definitions) {
            Attribute attribute = of(definition);
            attributes.put(key(attribute.name), attribute);
        }
        return Collections.unmodifiableMap(attributes);
    }

    /// Names are compared without case (RFC 7643 section 2.1).
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    Optional<Attribute> sub(String name) {
        return Optional.ofNullable(subAttributes.get(key(name)));
    }

    boolean isComplex() {
        return type == Type.COMPLEX;
    }
}
