package dev.hostkeysync.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A token that is let in.
///
/// @param expiresAt from then on it is let in no more; empty = it does not expire
record TokenEntry(UUID id, TokenHash hash, Caller caller, Optional<Instant> expiresAt) {

    boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
    }
}
