package dev.hostkeysync.subscription;

import java.time.Duration;
import java.util.Optional;

/// What became of a request. Texts are ours: none repeats what the other side sent.
sealed interface Reply {

    /// @param retryAfter when the receiver wants to hear from us again, if it says so
    /// @param body its beginning, where a kind may read it: at status 400
    record Answered(int status, Optional<Duration> retryAfter, String body) implements Reply {

        Answered(int status, Optional<Duration> retryAfter) {
            this(status, retryAfter, "");
        }

        @Override
        public String toString() {
            return "Answered[" + status + "]";
        }
    }

    /// The receiver will never take this one.
    record Refused(String reason) implements Reply {}

    /// No answer, or no whole one; the receiver may have got it all the same.
    record NoAnswer(String reason) implements Reply {}

    /// The address leads where deliveries may not go; nothing was sent.
    record NotAllowed(String reason) implements Reply {}
}
