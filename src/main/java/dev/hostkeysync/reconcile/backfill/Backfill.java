package dev.hostkeysync.reconcile.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A row of `backfill`.
///
/// @param rotate whether who had a key when it was begun gets another one
/// @param censusId there until everybody listed is sorted
/// @param sortedUntil the key of the last row that was
/// @param unreadable entries of Zoom's list that name nobody
/// @param adopted how many of the planned the directory did not have
/// @param rate keys per second of late
/// @param sampleAge since the rate was taken; empty = never
/// @param trouble what holds it up
record Backfill(
        UUID id,
        Instant createdAt,
        String createdBy,
        boolean dryRun,
        boolean rotate,
        double share,
        Filter filter,
        BackfillState state,
        Optional<UUID> censusId,
        String sortedUntil,
        int soFar,
        int expected,
        int unreadable,
        int adopted,
        Counts counts,
        double rate,
        Optional<Duration> sampleAge,
        int sampledDone,
        Optional<String> trouble,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    /// Keys set before it are replaced; empty = none is.
    Optional<Instant> rotatedBefore() {
        return rotate ? Optional.of(createdAt) : Optional.empty();
    }
}
