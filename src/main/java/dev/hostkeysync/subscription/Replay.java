package dev.hostkeysync.subscription;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A row of `subscription_replay`: a time of the topic that is told again.
///
/// @param reason why it failed
/// @param queued how many deliveries came of it so far
record Replay(
        UUID subscription,
        Span span,
        Progress progress,
        Optional<String> reason,
        int queued,
        Instant requestedAt,
        String requestedBy) {

    @Schema(name = "ReplayState")
    enum Progress {
        RUNNING,
        DONE,
        FAILED
    }
}
