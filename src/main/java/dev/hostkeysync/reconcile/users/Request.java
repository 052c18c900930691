package dev.hostkeysync.reconcile.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.audit.Reasons;
import dev.hostkeysync.common.ProblemException;
import dev.hostkeysync.common.Problems;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who wants something, and why, for the audit trail.
///
/// @param actor the label of the token, with its id where it has one
/// @param source the address the request came from
/// @param reason in the words of whoever asks
record Request(String actor, String source, Optional<String> reason) {

    private static final JsonMapper JSON = new JsonMapper();

    /// The body, for the API's description.
    @Schema(name = "Reason")
    record Body(
            @Schema(
                            examples = "laptop stolen, ticket 4711",
                            description = "For the audit trail, at most 500 characters on one line")
                    @Nullable String reason) {}

    /// @param body empty, or an object in JSON that may have a `reason`
    /// @throws dev.hostkeysync.common.ProblemException 400
    static Optional<String> reason(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        JsonNode json = json(body);
        if (!json.isObject()
                || json.properties().stream()
                        .map(Map.Entry::getKey)
                        .anyMatch(name -> !name.equals("reason"))) {
            throw notUnderstood();
        }
        JsonNode reason = json.path("reason");
        return reason.isMissingNode() || reason.isNull()
                ? Optional.empty()
                : Reasons.parse(reason.textValue());
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException _) {
            throw notUnderstood();
        }
    }

    private static ProblemException notUnderstood() {
        return Problems.badRequest(
                        "the body may be left out, or be a JSON object with nothing but a reason")
                .toException();
    }

    /// What the trail says beside the action.
    String detail(String outcome) {
        return Reasons.beside(outcome, reason);
    }
}
