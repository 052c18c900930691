package dev.hostkeysync.zoom;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalInt;

/// A user as Zoom tells one. Members that are missing, empty or of another type than documented
/// count as absent: one odd user must not stop a list of thousands. A host key that may be in the
/// answer is never read.
///
/// @param id absent of pending users
/// @param type 1 Basic, 2 Licensed, 4 unassigned, 99 none; others are possible
/// @param department `dept`
/// @param uniqueId `employee_unique_id`: the name by which the identity provider signs the user in
/// @param lastLogin up to three days late
public record ZoomUser(
        Optional<ZoomUserId> id,
        Optional<EmailAddress> email,
        OptionalInt type,
        ZoomUserStatus status,
        Optional<String> firstName,
        Optional<String> lastName,
        Optional<String> displayName,
        Optional<String> department,
        Optional<String> uniqueId,
        Optional<Instant> createdAt,
        Optional<Instant> lastLogin) {

    private static final int LICENSED = 2;

    /// Whether Zoom lets the user have a host key, as far as the type tells.
    public boolean isLicensed() {
        return type.orElse(0) == LICENSED;
    }

    /// @param assumed where the user's own status is missing: that of the list
    /// @return empty when nobody could be named by it
    static Optional<ZoomUser> of(JsonNode json, ZoomUserStatus assumed) {
        Optional<ZoomUserId> id = text(json, "id").flatMap(ZoomUserId::parse);
        Optional<EmailAddress> email = text(json, "email").flatMap(EmailAddress::parse);
        if (id.isEmpty() && email.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ZoomUser(
                        id,
                        email,
                        number(json.path("type")),
                        text(json, "status").flatMap(ZoomUserStatus::parse).orElse(assumed),
                        text(json, "first_name"),
                        text(json, "last_name"),
                        text(json, "display_name"),
                        text(json, "dept"),
                        text(json, "employee_unique_id"),
                        moment(json, "user_created_at").or(() -> moment(json, "created_at")),
                        moment(json, "last_login_time")));
    }

    private static OptionalInt number(JsonNode value) {
        // Numbers by the specification; texts elsewhere in Zoom's answers.
        int number = value.asInt(-1);
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static Optional<String> text(JsonNode json, String member) {
        return Optional.of(json.path(member))
                .filter(JsonNode::isTextual)
                .map(value -> value.asText().strip())
                .filter(value -> !value.isEmpty());
    }

    private static Optional<Instant> moment(JsonNode json, String member) {
        return text(json, member)
                .flatMap(text -> {
                    try {
                        return Optional.of(OffsetDateTime.parse(text).toInstant());
                    } catch (DateTimeException e) {
                        return Optional.empty();
                    }
                });
    }
}
