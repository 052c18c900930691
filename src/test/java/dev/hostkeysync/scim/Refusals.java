package dev.hostkeysync.scim;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Errors as one line, to be compared in tables.
final class Refusals {

    private Refusals() {}

    static ScimException of(ThrowingCallable work) {
        return catchThrowableOfType(ScimException.class, work);
    }

    /// Status, scimType or a dash, detail.
    static String line(ScimException refusal) {
        return line(refusal.body());
    }

    static String line(ObjectNode body) {
        return body.path("status").textValue()
                + " "
                + body.path("scimType").asText("-")
                + " "
                + body.path("detail").textValue();
    }
}
