package dev.hostkeysync.account;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One user's line on the list of accounts, as leased.
///
/// @param appliedVersion the last lifecycle version that was taken into account
/// @param marks counts what marked the row
/// @param markedFor how long ago it was marked last
/// @param pushed a hash of the names that Zoom was given last; empty = to be looked at anew
/// @param offByUs whether it was us who switched the user off at Zoom
/// @param withdrawnAt when the user was switched off or removed, if anything may be taken for it
/// @param attempts since it was marked, this one included
record AccountRow(
        UserId userId,
        long appliedVersion,
        long marks,
        Duration markedFor,
        Optional<ZoomUserId> zoomUserId,
        Optional<String> pushed,
        boolean offByUs,
        Optional<Instant> withdrawnAt,
        int attempts) {}
