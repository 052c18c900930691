package dev.hostkeysync.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// One file: everything one client says about a thing, from the beginning to the end.
///
/// @param name of the file, without its ending
/// @param source where the requests are known from
/// @param headers sent with every request that does not say otherwise
/// @param upgrade whether the client asks for HTTP/2 on its way, as the JDK's does
record Conversation(
        String name,
        String title,
        String source,
        Map<String, String> headers,
        boolean upgrade,
        List<Step> steps) {

    static Conversation read(String name, JsonNode file) {
        Members members = Members.of(name, file, "title", "source", "headers", "upgrade", "steps");
        return new Conversation(
                name,
                members.text("title"),
                members.text("source"),
                members.texts("headers"),
                file.path("upgrade").asBoolean(),
                members.list("steps").stream()
                        .map(step -> Step.read(name + ", a step", step))
                        .toList());
    }
}
