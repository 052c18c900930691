package dev.hostkeysync.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/// A meeting as Zoom tells one that was just made. `dynamic_host_key`, which may be in the answer,
/// is never read.
///
/// @param id 9 to 11 digits today
/// @param joinUrl holds the passcode, encrypted, so it is a secret
/// @param startUrl whoever has it is the host, for two hours
/// @param passcode the numeric one for room systems (`h323_password`); empty where the meeting has
///   none, or one with letters only
public record ZoomMeeting(
        String id,
        Optional<ZoomUserId> hostId,
        Optional<EmailAddress> hostEmail,
        Secret joinUrl,
        Optional<Secret> startUrl,
        Optional<Secret> passcode,
        Optional<Instant> start) {

    /// @return empty when the meeting could not be found by it
    static Optional<ZoomMeeting> of(JsonNode json) {
        Optional<String> id =
                Optional.of(json.path("id").asText("")).filter(text -> text.matches("[0-9]{9,18}"));
        Optional<String> join = text(json, "join_url");
        if (id.isEmpty() || join.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ZoomMeeting(
                        id.get(),
                        text(json, "host_id").flatMap(ZoomUserId::parse),
                        text(json, "host_email").flatMap(EmailAddress::parse),
                        Secret.of(join.get()),
                        text(json, "start_url").map(Secret::of),
                        Stream.of("h323_password", "password", "pstn_password")
                                .map(member -> text(json, member))
                                .flatMap(Optional::stream)
                                .filter(text -> text.matches("[0-9]{1,10}"))
                                .findFirst()
                                .map(Secret::of),
                        text(json, "start_time").flatMap(ZoomMeeting::moment)));
    }

    private static Optional<String> text(JsonNode json, String member) {
        return Optional.of(json.path(member))
                .filter(JsonNode::isTextual)
                .map(value -> value.asText().strip())
                .filter(value -> !value.isEmpty());
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
