package dev.hostkeysync.provisioning;

import dev.hostkeysync.identity.UserId;
import java.time.Instant;

/// One user's line on the list of work.
///
/// @param appliedVersion the last lifecycle version that was taken into account
/// @param cause the trigger that asked for what is wanted, as the event will name it
/// @param attempts calls to Zoom since the user was last marked
/// @param refusals values Zoom refused in this streak
/// @param acceptedAt when the provider's request was accepted that waits longest for its effect
record SyncRow(
        UserId userId,
        long appliedVersion,
        Wanted wanted,
        String cause,
        SyncState state,
        int attempts,
        int refusals,
        Instant acceptedAt) {

    SyncRow applied(long version, Wanted wanted, String cause, Instant acceptedAt) {
        Instant since = state == SyncState.DONE ? acceptedAt : this.acceptedAt;
        return new SyncRow(userId, version, wanted, cause, state, attempts, refusals, since);
    }

    SyncRow seen(long version) {
        return new SyncRow(userId, version, wanted, cause, state, attempts, refusals, acceptedAt);
    }

    SyncRow afterAttempt() {
        return counted(attempts + 1, refusals);
    }

    SyncRow afterRefusal() {
        return counted(attempts, refusals + 1);
    }

    SyncRow withoutRefusals() {
        return counted(attempts, 0);
    }

    private SyncRow counted(int attempts, int refusals) {
        return new SyncRow(
                userId, appliedVersion, wanted, cause, state, attempts, refusals, acceptedAt);
    }
}
