package dev.hostkeysync.reconcile.drift;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One check as stored.
///
/// @param acceptShrunkenList whether a list that is suddenly smaller is believed
/// @param reason why it waits, or why it was stopped
/// @param census Zoom's list, while it is needed
/// @param beganAt what has changed since is left out
/// @param users on Zoom's list, read so far
/// @param expected as many as Zoom says there are
/// @param found how many of each kind; empty until it has compared
record DriftCheck(
        UUID id,
        Mode mode,
        boolean acceptShrunkenList,
        String requestedBy,
        State state,
        Optional<String> reason,
        Optional<UUID> census,
        Instant beganAt,
        Optional<Instant> endedAt,
        int users,
        int expected,
        Optional<Map<String, Integer>> found,
        int repaired) {}
