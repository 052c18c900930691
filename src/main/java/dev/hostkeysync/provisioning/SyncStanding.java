package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/// How the work on one user stands, for people to read. The times are the database's.
///
/// @param cause what asked for what is wanted, as the event will name it; empty when nothing did
/// @param reason why it is not done yet; empty when it is, or when nothing was tried yet
/// @param attempts calls to Zoom since the user was last marked
/// @param acceptedAt when the request was accepted that waits longest for its effect
/// @param nextAttemptAt empty when nothing is left to do; in the past = as soon as the budget
///   allows
/// @param inDoubtSince since when it is not known which key Zoom holds
/// @param lane of the work under way; live when there is none
/// @param isProtected whether an operator took the user out of everything;
///   `HOSTKEY_PROTECTED_USERS` does not count here
public record SyncStanding(
        UserId userId,
        SyncState state,
        Wanted wanted,
        String cause,
        Optional<String> reason,
        int attempts,
        Instant acceptedAt,
        Optional<Instant> nextAttemptAt,
        Optional<Instant> inDoubtSince,
        Lane lane,
        boolean isProtected) {}
