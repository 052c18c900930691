package dev.hostkeysync.zoomsim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What goes back to the caller.
record Answer(int status, Map<String, String> headers, String body) {

    /// No answer at all: the connection is closed.
    static final Answer NONE = new Answer(0, Map.of(), "");

    static Answer noContent() {
        return new Answer(204, Map.of(), "");
    }

    static Answer json(int status, Object value) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/json;charset=UTF-8"),
                Json.write(value));
    }

    /// Zoom's error envelope.
    static Answer fault(int status, int code, String message) {
        return json(status, envelope(code, message));
    }

    /// Zoom's answer to a body or a query it cannot take: code 300 and the fields.
    static Answer invalid(List<FieldError> errors) {
        ObjectNode body = envelope(300, "Validation Failed.");
        body.set("errors", Json.tree(errors));
        return json(400, body);
    }

    static Answer methodNotAllowed(String allow) {
        return fault(405, 300, "This method is not offered here.").with("Allow", allow);
    }

    private static ObjectNode envelope(int code, String message) {
        return Json.object().put("code", code).put("message", message);
    }

    Answer with(String header, String value) {
        return withAll(Map.of(header, value));
    }

    Answer withAll(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }

    /// Adds the header unless it is there.
    Answer withDefault(String header, String value) {
        return headers.containsKey(header) ? this : with(header, value);
    }

    boolean isNone() {
        return status == 0;
    }
}
