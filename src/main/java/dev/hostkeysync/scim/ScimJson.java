package dev.hostkeysync.scim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// JSON as bytes, read strictly: what passes here is one object in UTF-8, no member twice, nothing
/// behind it, and nothing in it that PostgreSQL could not store.
final class ScimJson {

    /// The largest resource, and the largest body of one without members, in bytes.
    static final int MAX_BYTES = 1 << 20;

    // SCIM itself never goes deeper than six.
    private static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(100)
                                                    .build())
                                    // Names come from outside: they must not stay in the JVM's
                                    // table of strings.
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private ScimJson() {}

    /// @throws ScimException 413 or `invalidSyntax`, or `invalidValue` for a text or a number that
    ///   cannot be stored
    static ObjectNode parse(byte[] body) {
        return parse(body, MAX_BYTES);
    }

    static ObjectNode parse(byte[] body, int maxBytes) {
        if (body.length > maxBytes) {
            throw tooLarge("the body", maxBytes);
        }
        JsonNode tree = parseValue(decode(body));
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw ScimException.invalidSyntax("the body must be a JSON object");
    }

    /// One JSON value, such as the one a filter compares with.
    static JsonNode parseValue(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            if (tree.isMissingNode()) {
                throw ScimException.invalidSyntax("there is no JSON");
            }
            Storable.check(tree);
            return tree;
        } catch (JsonProcessingException e) {
            throw ScimException.invalidSyntax("not valid JSON" + where(e));
        }
    }

    /// A document that was written by [#text].
    static ObjectNode stored(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // NB: no cause, Jackson quotes the document.
            throw new IllegalStateException("a stored document is not JSON");
        }
    }

    static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written");
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree cannot be written");
        }
    }

    static ScimException tooLarge(String what) {
        return tooLarge(what, MAX_BYTES);
    }

    static ScimException tooLarge(String what, int maxBytes) {
        return ScimException.of(413, what + " is over " + maxBytes + " bytes");
    }

    // Decoded first, because Jackson takes UTF-16 and overlong forms as well.
    private static String decode(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ScimException.invalidSyntax("the body is not UTF-8");
        }
    }

    private static String where(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
