package dev.hostkeysync.ops.letters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hostkeysync.common.Fields;
import dev.hostkeysync.common.Problems;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The body of a replay of many, which may be left out.
@Schema(name = "DeadLetterReplayRequest")
record ReplayRequest(
        @Schema(
                        examples = "the event is of a version",
                        description =
                                "What must be in the reason, in letters of any case; without it all that wait")
                @Nullable String reason) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 200;

    /// @throws dev.hostkeysync.common.ProblemException 400
    static Optional<String> reason(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        Fields fields = Fields.of(json(body), Set.of("reason"));
        Optional<String> reason = fields.text("reason");
        if (reason.filter(ReplayRequest::isWrong).isPresent()) {
            fields.fault("reason", "must have 1 to " + LONGEST + " characters on one line");
        }
        fields.check();
        return reason;
    }

    private static boolean isWrong(String text) {
        return text.isBlank()
                || text.length() > LONGEST
                || text.chars().anyMatch(Character::isISOControl);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException _) {
            throw Problems.badRequest("the body may be left out, or be JSON").toException();
        }
    }
}
