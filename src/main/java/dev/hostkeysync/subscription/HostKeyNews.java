package dev.hostkeysync.subscription;

/// An event of the topic `host-key-events`, with what a [Filter] asks for.
///
/// @param bulk part of a backfill
record HostKeyNews(Event event, Change change, boolean bulk) {}
