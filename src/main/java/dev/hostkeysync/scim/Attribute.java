package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
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
        Mutability mutability,
        Returned returned,
        Map<String, Attribute> subAttributes) {

    enum Mutability {
        READ_ONLY("readOnly"),
        READ_WRITE("readWrite"),
        IMMUTABLE("immutable"),
        WRITE_ONLY("writeOnly");

        private final String wireName;

        Mutability(String wireName) {
            this.wireName = wireName;
        }
    }

    /// NB: no `request`; no attribute here is worth hiding until it is asked for.
    enum Returned {
        ALWAYS,
        DEFAULT,
        NEVER
    }

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
                mutability(definition.path("mutability").textValue()),
                Returned.valueOf(definition.path("returned").textValue().toUpperCase(Locale.ROOT)),
                byName(definition.path("subAttributes")));
    }

    /// An attribute that no schema lists, because every resource has it (RFC 7643 section 3.1).
    static Attribute common(String name, Type type, Mutability mutability, Returned returned) {
        return new Attribute(
                name,
                type,
                /* multiValued */ false,
                /* caseExact */ true,
                mutability,
                returned,
                Map.of());
    }

    private static Mutability mutability(String wireName) {
        return Arrays.stream(Mutability.values())
                .filter(one -> one.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(wireName));
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

    /// Ours to say; what a caller says of it is passed over.
    boolean readOnly() {
        return mutability == Mutability.READ_ONLY;
    }

    /// Said once, when its value comes into being.
    boolean immutable() {
        return mutability == Mutability.IMMUTABLE;
    }

    /// Taken and thrown away.
    boolean neverReturned() {
        return returned == Returned.NEVER;
    }

    boolean isComplex() {
        return type == Type.COMPLEX;
    }
}
