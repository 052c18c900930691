package dev.hostkeysync.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Secret;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/// What we take from Zoom's error envelope, `{"code":300,"message":"…","errors":[{"field":"…",
/// "message":"…"}]}`: its code, and answers to yes-or-no questions. No text of it is kept.
///
/// @param code empty when the body is not such an envelope
/// @param otherFields `errors` is there and does not name `host_key`
/// @param sameResource the message says that another call on this user is in progress
/// @param dailyLimit the message says that the day's calls are used up
/// @param oneUser the message says that it is about one user only
record ErrorBody(
        OptionalInt code,
        boolean otherFields,
        boolean sameResource,
        boolean dailyLimit,
        boolean oneUser) {

    static ErrorBody of(Secret body) {
        JsonNode json = ZoomJson.read(body).orElseGet(ZoomJson::object);
        String message = json.path("message").asText("").toLowerCase(Locale.ROOT);
        return new ErrorBody(
                code(json.path("code")),
                !isAbsent(json.path("errors")) && !namesHostKey(json.path("errors")),
                // Both texts are those of Zoom's page on rate limits; nothing else in a 429 tells
                // these kinds apart when the headers are missing, as they are today.
                message.contains("too many concurrent requests"),
                message.contains("daily rate limit"),
                message.contains("particular user"));
    }

    boolean is(int expected) {
        return code.isPresent() && code.getAsInt() == expected;
    }

    private static OptionalInt code(JsonNode code) {
        // Numbers by the specification, texts in the wild.
        int value = code.asInt(-1);
        return value < 0 || value > 999_999 ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static boolean isAbsent(JsonNode errors) {
        return errors.isMissingNode() || errors.isNull() || (errors.isArray() && errors.isEmpty());
    }

    private static boolean namesHostKey(JsonNode errors) {
        return StreamSupport.stream(errors.spliterator(), false)
                .anyMatch(error -> error.path("field").asText("").equals("host_key"));
    }
}
