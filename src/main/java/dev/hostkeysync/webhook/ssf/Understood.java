package dev.hostkeysync.webhook.ssf;

import dev.hostkeysync.directory.Report;
import java.util.Optional;

/// What an event tells us.
sealed interface Understood {

    /// Something has happened to a user.
    record Reported(Report report) implements Understood {}

    /// The transmitter checks that the stream flows.
    ///
    /// @param state what we gave when we asked for it; empty when the transmitter began
    record Verification(Optional<String> state) implements Understood {}

    record StreamUpdated(Status status) implements Understood {}

    /// It means something, but its subject has no name that we could know.
    record Nobody() implements Understood {}

    record Nothing() implements Understood {}

    /// Of a stream (Shared Signals Framework 1.0 section 8.1.2).
    enum Status {
        ENABLED,
        PAUSED,
        DISABLED
    }
}
