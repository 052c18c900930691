package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A call that carries JSON: content type, body and query are checked before anything else.
final class JsonBody {

    private final BodyRules rules;
    private final Map<String, Pattern> query;

    JsonBody(String resource, Map<String, Pattern> query) {
        this.rules = new BodyRules(resource);
        this.query = query;
    }

    /// @param answer to a body in which nothing is wrong
    Answer read(Call call, Function<JsonNode, Answer> answer) {
        if (!call.hasContentType("application/json")) {
            return Answer.fault(415, 300, "Unsupported Content Type.");
        }
        JsonNode body;
        try {
            body = Json.read(call.body());
        } catch (IllegalArgumentException e) {
            return Answer.fault(400, 300, "Request Body should be a valid JSON object.");
        }
        if (body.isEmpty()) {
            return Answer.fault(
                    400, 300, "Request Body should be a valid JSON object: it is empty.");
        }
        List<FieldError> errors =
                Stream.concat(call.query().errors(query).stream(), rules.errors(body).stream())
                        .toList();
        return errors.isEmpty() ? answer.apply(body) : Answer.invalid(errors);
    }
}
