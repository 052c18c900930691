package dev.hostkeysync.webhook.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import dev.hostkeysync.webhook.EventTime;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// Reads single members of a webhook. Whatever is not as it should be is as if it were not there.
final class Members {

    private Members() {}

    /// A text that is not blank and that PostgreSQL can hold: no NUL, no half of a surrogate pair.
    static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue())
                .filter(text -> !text.isBlank())
                .filter(text -> text.indexOf(0) < 0 && encoder().canEncode(text));
    }

    static Optional<ZoomUserId> zoomUserId(JsonNode user) {
        return text(user, "id").flatMap(ZoomUserId::parse);
    }

    static Optional<EmailAddress> email(JsonNode node, String field) {
        return text(node, field).flatMap(EmailAddress::parse);
    }

    /// Milliseconds since 1970, as in `event_ts`; not before [EventTime#EARLIEST].
    static Optional<Instant> time(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.canConvertToLong() && value.longValue() >= EventTime.EARLIEST.toEpochMilli()
                ? Optional.of(Instant.ofEpochMilli(value.longValue()))
                : Optional.empty();
    }

    /// Whether `type` says that the user has a licence: 2, and 3 in some of Zoom's examples.
    static boolean isLicensed(JsonNode user) {
        String type = user.path("type").asText("");
        return type.equals("2") || type.equals("3");
    }

    private static CharsetEncoder encoder() {
        return StandardCharsets.UTF_8.newEncoder();
    }
}
