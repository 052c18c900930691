package dev.hostkeysync.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// An answer before HTTP makes it bytes.
record ScimAnswer(int status, Map<String, String> headers, Optional<ObjectNode> body) {

    static ScimAnswer of(int status, ObjectNode body) {
        return new ScimAnswer(status, Map.of(), Optional.of(body));
    }

    static ScimAnswer empty(int status, Map<String, String> headers) {
        return new ScimAnswer(status, headers, Optional.empty());
    }

    /// A refusal becomes its error; anything else that is thrown passes on.
    static ScimAnswer orRefusal(Supplier<ScimAnswer> work) {
        try {
            return work.get();
        } catch (ScimException refusal) {
            return of(refusal.status(), refusal.body());
        }
    }
}
