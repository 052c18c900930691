package dev.hostkeysync.scim;

import java.util.Locale;
import java.util.Optional;

/// RFC 7644 section 8.1: `application/scim+json` is SCIM's own, `application/json` is accepted.
final class MediaTypes {

    static final String SCIM = "application/scim+json";
    static final String JSON = "application/json";

    private MediaTypes() {}

    /// Refuses a body that says it is something else. One that says nothing is taken for JSON:
    /// there is nothing else it could be.
    static void checkBody(Optional<String> contentType) {
        if (contentType.map(MediaTypes::isReadable).orElse(true)) {
            return;
        }
        throw ScimException.of(
                415, "the body must be application/scim+json or application/json, in UTF-8");
    }

    private static boolean isReadable(String contentType) {
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].strip();
        if (!type.equals(SCIM) && !type.equals(JSON)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter[0].strip().equals("charset")
                    && !(parameter.length == 2 && isUtf8(parameter[1]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(String charset) {
        String name = charset.strip().replace("\"", "");
        return name.equals("utf-8") || name.equals("utf8");
    }

    /// What to call the answer: SCIM's own type, unless the caller asks for plain JSON and nothing
    /// else that would fit. Never a 406: a client that asks for HTML can still read a status.
    static String ofAnswer(Optional<String> accept) {
        boolean plain =
                accept.map(text -> text.toLowerCase(Locale.ROOT))
                        .filter(text -> text.contains(JSON))
                        .filter(text -> !text.contains(SCIM) && !text.contains("*/*"))
                        .isPresent();
        return plain ? JSON : SCIM;
    }
}
