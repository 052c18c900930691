package dev.hostkeysync.subscription;

import java.time.Duration;
import java.util.Optional;

/// What became of a request. Texts are ours: none repeats what the other side sent.
sealed interface Reply {

    /// @param retryAfter when the receiver wants to hear from us again, if it says so
    record Answered(int status, Optional<Duration> retryAfter) implements Reply {}

    /// No answer, or no whole one; the receiver may have got it all the same.
    record NoAnswer(String reason) implements Reply {}

    /// The address leads where deliveries may not go; nothing was sent.
    record NotAllowed(String reason) implements Reply {}
}
