package dev.hostkeysync.provisioning;

import dev.hostkeysync.common.TraceParent;
import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.lifecycle.Trigger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// One user's line on the list of work.
///
/// @param appliedVersion the last lifecycle version that was taken into account
/// @param cause what asked for what is wanted, as the event will name it
/// @param trace of what asked for it; none when nothing is under way
/// @param attempts calls to Zoom since the user was last marked
/// @param refusals values Zoom refused in this streak
/// @param acceptedAt when the request was accepted that waits longest for its effect
/// @param lane of the work under way; live when there is none
/// @param isProtected whether an operator took the user out of everything
/// @param heldIn the hold of the mass-change guard that keeps the user's key from being revoked
record SyncRow(
        UserId userId,
        long appliedVersion,
        Wanted wanted,
        String cause,
        Optional<TraceParent> trace,
        SyncState state,
        int attempts,
        int refusals,
        Instant acceptedAt,
        Lane lane,
        boolean isProtected,
        Optional<UUID> heldIn) {

    /// What an event or an order makes of it.
    SyncRow applied(
            long version,
            Wanted wanted,
            String cause,
            Optional<TraceParent> trace,
            Instant acceptedAt,
            Lane lane) {
        Instant since = state == SyncState.DONE ? acceptedAt : this.acceptedAt;
        return new SyncRow(
                userId,
                version,
                wanted,
                cause,
                trace,
                state,
                attempts,
                refusals,
                since,
                lane,
                isProtected,
                heldIn);
    }

    /// Whether live work is under way on the user.
    boolean isInFront() {
        return state != SyncState.DONE && lane.share().isEmpty();
    }

    /// Whether an identity provider asked for it, and now: no operator, no backfill or rotation by
    /// age, and nothing that happened at Zoom.
    boolean isForProvider() {
        return lane.share().isEmpty()
                && Stream.of(Trigger.values())
                        .filter(Trigger::isOfProvider)
                        .anyMatch(trigger -> trigger.label().equals(cause));
    }

    SyncRow seen(long version) {
        return new SyncRow(
                userId,
                version,
                wanted,
                cause,
                trace,
                state,
                attempts,
                refusals,
                acceptedAt,
                lane,
                isProtected,
                heldIn);
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
                userId,
                appliedVersion,
                wanted,
                cause,
                trace,
                state,
                attempts,
                refusals,
                acceptedAt,
                lane,
                isProtected,
                heldIn);
    }
}
