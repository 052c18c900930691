package dev.hostkeysync.zoom;

import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.ZoomUserId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How we name a user to Zoom: by Zoom's id where we know it, else by e-mail (`PATCH
/// /users/{userId}` takes both).
public sealed interface ZoomUserRef {

    record ById(ZoomUserId id) implements ZoomUserRef {}

    record ByEmail(EmailAddress email) implements ZoomUserRef {}

    static Optional<ZoomUserRef> of(Optional<ZoomUserId> id, Optional<EmailAddress> email) {
        return id.<ZoomUserRef>map(ById::new).or(() -> email.map(ByEmail::new));
    }

    /// As it stands in a body.
    default String value() {
        return switch (this) {
            case ById(ZoomUserId id) -> id.value();
            case ByEmail(EmailAddress email) -> email.value();
        };
    }

    /// The reference as one path segment, percent-encoded (RFC 3986 section 3.3).
    default String pathSegment() {
        return URLEncoder.encode(value(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
