package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// The types of RFC 7643 section 2.3 that are texts of a certain form. The text itself is kept as
/// it was sent.
final class TextForms {

    // Base 64 in either alphabet, with or without padding; certificates come in lines.
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_\\-\\s]*={0,2}\\s*");

    private TextForms() {}

    /// @return the value
    /// @throws ScimException `invalidValue`
    static JsonNode check(Attribute.Type type, JsonNode value, String where) {
        String text = value.textValue();
        switch (type) {
            case DATETIME -> require(isDateTime(text), where, "a date and time of XML Schema");
            case BINARY -> require(BASE64.matcher(text).matches(), where, "in base64");
            case REFERENCE -> require(isUri(text), where, "a URI");
            case STRING, BOOLEAN, DECIMAL, INTEGER, COMPLEX -> {}
        }
        return value;
    }

    private static void require(boolean holds, String where, String what) {
        if (!holds) {
            throw ScimException.invalidValue("'" + where + "' must be " + what);
        }
    }

    private static boolean isDateTime(String text) {
        try {
            // XML Schema lets the zone be left out.
            var _ = DateTimeFormatter.ISO_DATE_TIME.parse(text);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }

    // Relative ones too: clients send "Users/<id>".
    private static boolean isUri(String text) {
        try {
            var _ = new URI(text);
            return true;
        } catch (URISyntaxException _) {
            return text.isEmpty();
        }
    }
}
