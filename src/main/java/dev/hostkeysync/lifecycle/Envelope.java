package dev.hostkeysync.lifecycle;

import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.identity.EmailAddress;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What every lifecycle event says.
///
/// @param id the event's own id, `ce_id`; the same on every redelivery
/// @param version the user's version after the change, strictly increasing per user: the guard
///   against replays
/// @param origin who reported it, such as `scim:okta` or `webhook:zoom`
/// @param zoomUserId Zoom's id of the user, where known
/// @param trace of the request behind it
public record Envelope(
        UUID id,
        Instant occurredAt,
        String origin,
        UserId userId,
        long version,
        Optional<ZoomUserId> zoomUserId,
        Optional<EmailAddress> email,
        Optional<TraceParent> trace) {}
