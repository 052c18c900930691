package dev.hostkeysync.access;

import java.time.Duration;

/// What is to be done with a bearer token.
sealed interface Judgement {

    record Accepted(Caller caller) implements Judgement {}

    /// It is not let in, and will not be: 401.
    ///
    /// @param reason for whoever sent it; nothing of the token is in it
    record Refused(String reason) implements Judgement {}

    /// It may be a good one and cannot be told from a bad one now: 503. Never 401, which a provider
    /// takes for the end of the connection.
    ///
    /// @param cause what is away
    record Undecided(String cause, Duration retryAfter) implements Judgement {}
}
