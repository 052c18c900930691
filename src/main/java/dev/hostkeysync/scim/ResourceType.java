package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What kind of resource an endpoint holds, and which attributes that kind has (RFC 7643 section
/// 6).
///
/// @param attributes those of every resource (RFC 7643 section 3.1) and those of the core schema,
///   by lower-case name, in the order in which they are written
/// @param maxBytes of a request's body
record ResourceType(
        String name,
        String endpoint,
        Schema core,
        List<Schema> extensions,
        Map<String, Attribute> attributes,
        int maxBytes) {

    static final ResourceType USER =
            of(
                    "User",
                    "/Users",
                    ScimJson.MAX_BYTES,
                    Schema.load("user-schema.json"),
                    Schema.load("enterprise-user-schema.json"));

    /// Room for 10,000 members with all that a client may say of each.
    static final ResourceType GROUP =
            of("Group", "/Groups", 4 * ScimJson.MAX_BYTES, Schema.load("group-schema.json"));

    private static ResourceType of(
            String name, String endpoint, int maxBytes, Schema core, Schema... extensions) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("schemas", common("schemas", Attribute.Type.REFERENCE));
        attributes.put("id", common("id", Attribute.Type.STRING));
        attributes.put(
                "externalid",
                Attribute.common(
                        "externalId",
                        Attribute.Type.STRING,
                        Attribute.Mutability.READ_WRITE,
                        Attribute.Returned.DEFAULT));
        attributes.putAll(core.attributes());
        attributes.put("meta", meta());
        return new ResourceType(
                name,
                endpoint,
                core,
                List.of(extensions),
                Collections.unmodifiableMap(attributes),
                maxBytes);
    }

    private static Attribute common(String name, Attribute.Type type) {
        return Attribute.common(
                name, type, Attribute.Mutability.READ_ONLY, Attribute.Returned.ALWAYS);
    }

    private static Attribute meta() {
        JsonNode definition =
                ScimJson.parseValue(
                        """
                        {"name": "meta", "type": "complex", "mutability": "readOnly", "returned": "default",
                         "subAttributes": [
                          {"name": "resourceType", "type": "string", "caseExact": true, "mutability": "readOnly", "returned": "default"},
                          {"name": "created", "type": "dateTime", "mutability": "readOnly", "returned": "default"},
                          {"name": "lastModified", "type": "dateTime", "mutability": "readOnly", "returned": "default"},
                          {"name": "location", "type": "reference", "caseExact": true, "mutability": "readOnly", "returned": "default"},
                          {"name": "version", "type": "string", "caseExact": true, "mutability": "readOnly", "returned": "default"}]}
                        """);
        return Attribute.of(definition);
    }

    Optional<Schema> extension(String urn) {
        return extensions.stream()
                .filter(extension -> extension.urn().equalsIgnoreCase(urn))
                .findFirst();
    }

    /// Whether the URI is that of a schema of this type.
    boolean isKnown(String urn) {
        return core.urn().equalsIgnoreCase(urn) || extension(urn).isPresent();
    }

    /// Finds what a path means. A name without a URI is looked for in the core schema first, then
    /// in the extensions: Entra's older documentation writes `manager` so.
    Optional<AttributeRef> find(AttributePath path) {
        return path.urn().isEmpty() ? findAnywhere(path) : findIn(path.urn().get(), path);
    }

    private Optional<AttributeRef> findAnywhere(AttributePath path) {
        Attribute attribute = attributes.get(Attribute.key(path.name()));
        if (attribute != null) {
            return AttributeRef.of(Optional.empty(), attribute, path.sub());
        }
        return extensions.stream()
                .filter(extension -> extension.attribute(path.name()).isPresent())
                .findFirst()
                .flatMap(extension -> findIn(extension.urn(), path));
    }

    private Optional<AttributeRef> findIn(String urn, AttributePath path) {
        if (core.urn().equalsIgnoreCase(urn)) {
            return Optional.ofNullable(attributes.get(Attribute.key(path.name())))
                    .flatMap(found -> AttributeRef.of(Optional.empty(), found, path.sub()));
        }
        return extension(urn)
                .flatMap(extension ->
                        extension
                                .attribute(path.name())
                                .flatMap(found ->
                                        AttributeRef.of(
                                                Optional.of(extension.urn()), found, path.sub())));
    }
}
