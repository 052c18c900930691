package dev.hostkeysync.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing of a conversation.
///
/// @param does who does what, the title of the test
/// @param mistakes numbers in `mistakes.yaml`: what others get wrong here
/// @param action what is done and must come of it
record Step(String does, List<Integer> mistakes, Action action) {

    sealed interface Action {}

    /// @param path below `/scim/v2`, encoded as it is sent
    /// @param query parameters that are encoded on their way
    /// @param as the name by which later steps refer to the body of the answer
    record Exchange(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            RequestBody body,
            Expected expected,
            Optional<String> as)
            implements Action {}

    /// @param headers values or matchers, by name
    /// @param body as [Expectation] reads it; empty = nothing is said of it
    record Expected(int status, Map<String, String> headers, Optional<JsonNode> body) {}

    /// Waits for what somebody who may read host keys is told about a user.
    ///
    /// @param user an id or an address
    /// @param answer as [Expectation] reads it
    /// @param newer whether it must be a later version than the last one told of this user
    record HostKey(String user, int status, JsonNode answer, boolean newer) implements Action {

        HostKey filled(Memory memory) {
            return new HostKey(memory.fill(user), status, memory.fill(answer), newer);
        }
    }

    static Step read(String where, JsonNode step) {
        Members members =
                Members.of(where, step, "does", "mistakes", "request", "answer", "as", "hostKey");
        String does = members.text("does");
        String here = where + " '" + does + "'";
        return new Step(
                does,
                members.list("mistakes").stream().map(JsonNode::asInt).toList(),
                members.optional("hostKey")
                        .<Action>map(hostKey -> hostKey(here, hostKey))
                        .orElseGet(() -> exchange(new Members(here, step))));
    }

    private static Exchange exchange(Members step) {
        Members request =
                Members.of(
                        step.where(),
                        step.object().path("request"),
                        "method",
                        "path",
                        "query",
                        "headers",
                        "body",
                        "changes",
                        "raw",
                        "blanks");
        return new Exchange(
                request.text("method"),
                request.text("path"),
                request.texts("query"),
                request.texts("headers"),
                RequestBody.read(request),
                expected(
                        Members.of(
                                step.where(),
                                step.object().path("answer"),
                                "status",
                                "headers",
                                "body")),
                step.optionalText("as"));
    }

    private static Expected expected(Members answer) {
        return new Expected(
                answer.object().path("status").asInt(),
                answer.texts("headers"),
                answer.optional("body"));
    }

    private static HostKey hostKey(String where, JsonNode node) {
        Members members = Members.of(where, node, "of", "status", "answer", "newer");
        return new HostKey(
                members.text("of"),
                node.path("status").asInt(),
                node.path("answer"),
                node.path("newer").asBoolean());
    }
}
