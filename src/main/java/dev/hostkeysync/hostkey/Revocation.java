package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;

/// The version that was ACTIVE when its user left Zoom.
public record Revocation(UserId userId, long version, Instant revokedAt) {}
