package dev.hostkeysync.webhook;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The body of a webhook: one JSON object of at most 1 MiB.
public final class Payload {

    public static final int MAX_BYTES = 1 << 20;

    /// Longer names appear in no directory.
    public static final int MAX_TEXT = 255;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private Payload() {}

    /// Ends the request with a 413 when the body is too large to be a webhook.
    public static void limit(byte[] body) {
        if (body.length > MAX_BYTES) {
            throw WebhookProblems.tooLarge();
        }
    }

    /// @return empty when it is anything but one JSON object
    public static Optional<JsonNode> object(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// A member that can be stored and sent on: text of 1 to [#MAX_TEXT] characters, not all of
    /// them blank, without control characters (PostgreSQL takes no NUL) and lone surrogates.
    public static Optional<String> text(JsonNode object, String name) {
        return Optional.ofNullable(object.path(name).textValue()).filter(Payload::isStorable);
    }

    private static boolean isStorable(String text) {
        return !text.isBlank()
                && text.length() <= MAX_TEXT
                && text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
