package dev.hostkeysync.zoomsim;

import java.util.Map;

/// What happened so far, the side door's own requests left out.
///
/// @param requests all of them, also those no longer remembered one by one
/// @param byStatus answers by HTTP status; 0 = the connection was closed without one
/// @param maxPerSecond the most calls in any one second, wherever it starts, by label; refused ones
///   count too
/// @param maxWritesAtOncePerUser the most writes in flight at once on one user
/// @param hanging calls that wait for a release now
/// @param tokensIssued access tokens given out
public record Stats(
        long requests,
        Map<Integer, Long> byStatus,
        Map<RateLabel, Integer> maxPerSecond,
        int maxWritesAtOncePerUser,
        int hanging,
        long tokensIssued) {}
