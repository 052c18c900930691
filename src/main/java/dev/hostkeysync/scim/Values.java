package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// Reads the value of an attribute: checks its type, writes known names in the schema's case,
/// leaves the values themselves as they were sent. Empty = unset: null, `[]`, `{}` and absent mean
/// the same (RFC 7643 section 2.5).
final class Values {

    /// More values of one attribute than any person has; keeps the work for one request bounded.
    static final int MAX_VALUES = 1000;

    private Values() {}

    /// @param where the attribute as the caller would write it, for the error
    /// @throws ScimException `invalidValue`
    static Optional<JsonNode> read(Attribute attribute, JsonNode value, String where) {
        if (value.isNull() || value.isMissingNode()) {
            return Optional.empty();
        }
        if (!attribute.multiValued()) {
            return readOne(attribute, value, where);
        }
        if (value instanceof ArrayNode array) {
            return readMany(attribute, array, where);
        }
        throw wrong(where, "must be an array");
    }

    private static Optional<JsonNode> readMany(Attribute attribute, ArrayNode array, String where) {
        if (array.size() > MAX_VALUES) {
            throw wrong(where, "may have at most " + MAX_VALUES + " values");
        }
        ArrayNode values = JsonNodeFactory.instance.arrayNode(array.size());
        int primaries = 0;
        for (JsonNode element : array) {
            if (attribute.isComplex() && !element.isObject() && !element.isNull()) {
                throw wrong(where, "must be an array of objects");
            }
            Optional<JsonNode> read =
                    element.isNull() ? Optional.empty() : readOne(attribute, element, where);
            if (read.isPresent()) {
                values.add(read.get());
                primaries += isPrimary(read.get()) ? 1 : 0;
            }
        }
        if (primaries > 1) {
            throw wrong(where, "may have only one primary value");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /// One value, of a multi-valued attribute too.
    static Optional<JsonNode> readOne(Attribute attribute, JsonNode value, String where) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, BINARY, DATETIME -> {
                if (!value.isTextual()) {
                    throw wrong(where, "must be a string");
                }
                yield Optional.of(TextForms.check(attribute.type(), value, where));
            }
            case BOOLEAN -> Optional.of(readBoolean(value, where));
            case DECIMAL -> {
                if (!value.isNumber()) {
                    throw wrong(where, "must be a number");
                }
                yield Optional.of(value);
            }
            case INTEGER -> {
                if (!value.isIntegralNumber()) {
                    throw wrong(where, "must be a whole number");
                }
                yield Optional.of(value);
            }
            case COMPLEX -> readComplex(attribute, value, where);
        };
    }

    static boolean isPrimary(JsonNode value) {
        return value.path("primary").asBoolean();
    }

    // Entra sends "True" and "False" unless it is told not to.
    private static JsonNode readBoolean(JsonNode value, String where) {
        if (value.isBoolean()) {
            return value;
        }
        if (value.isTextual() && value.textValue().equalsIgnoreCase("true")) {
            return BooleanNode.TRUE;
        }
        if (value.isTextual() && value.textValue().equalsIgnoreCase("false")) {
            return BooleanNode.FALSE;
        }
        throw wrong(where, "must be true or false");
    }

    private static Optional<JsonNode> readComplex(
            Attribute attribute, JsonNode value, String where) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                readSub(attribute, member.getKey(), member.getValue(), where, read);
            }
        } else if (value.isTextual() && attribute.sub("value").isPresent()) {
            // Entra sends a manager as a bare id, and an empty one to remove it.
            if (!value.textValue().isEmpty()) {
                read.set("value", value);
            }
        } else {
            throw wrong(where, "must be an object");
        }
        return read.isEmpty() ? Optional.empty() : Optional.of(read);
    }

    private static void readSub(
            Attribute attribute, String name, JsonNode value, String where, ObjectNode into) {
        Optional<Attribute> sub = attribute.sub(name).filter(known -> !known.readOnly());
        if (sub.isEmpty()) {
            return;
        }
        String subWhere = where + "." + sub.get().name();
        Optional<JsonNode> read = read(sub.get(), value, subWhere);
        if (read.isPresent() && into.replace(sub.get().name(), read.get()) != null) {
            throw ScimException.invalidSyntax("'" + subWhere + "' is given twice");
        }
    }

    private static ScimException wrong(String where, String what) {
        return ScimException.invalidValue("'" + where + "' " + what);
    }
}
