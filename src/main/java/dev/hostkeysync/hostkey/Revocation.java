package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;

/// The version that was ACTIVE when its user left Zoom.
///
/// @param concealed whether nobody was ever shown it: then the key that people knew was announced
///   as revoked before
public record Revocation(UserId userId, long version, boolean concealed, Instant revokedAt) {}
