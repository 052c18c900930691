package dev.hostkeysync.subscription;

import java.time.OffsetDateTime;
import java.util.UUID;

/// A delivery that this process works on until its lease ends.
///
/// @param attempts how often it was tried before
/// @param lease until when it is ours; the same value in the row shows that it still is
record Delivery(UUID subscription, Event event, int attempts, OffsetDateTime lease) {}
