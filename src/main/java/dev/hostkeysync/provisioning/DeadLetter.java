package dev.hostkeysync.provisioning;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A record of `identity-lifecycle` that could not be handled, without its content.
///
/// @param reason ours and free of anything from the record
/// @param attempts how often it could not be handled
/// @param partition where the record lay the first time, with its offset
/// @param type the CloudEvents type, where it looks like one of ours
/// @param eventId `ce_id`, where it is a UUID
/// @param userId the record's key, where it is a UUID
/// @param bytes of key, headers and value together
public record DeadLetter(
        UUID id,
        DeadLetterState state,
        String reason,
        int attempts,
        int partition,
        long offset,
        Instant firstAt,
        Instant lastAt,
        Optional<Instant> replayedAt,
        Optional<String> type,
        Optional<UUID> eventId,
        Optional<UUID> userId,
        long bytes) {

    /// A producer of ours sends 1 MiB at most, with what is put around it.
    public static final long LARGEST_REPLAY = 960 * 1024;

    /// Whether it is too large to be put on the topic once more.
    public boolean isTooLarge() {
        return bytes > LARGEST_REPLAY;
    }
}
