package dev.hostkeysync.webhook.ssf;

/// What came of a SET.
sealed interface Receipt {

    /// Committed, or nothing that had to be.
    record Taken() implements Receipt {}

    /// It would be the same when sent again.
    ///
    /// @param description for the transmitter's operator
    record Refused(SetError error, String description) implements Receipt {}

    /// The issuer's keys cannot be read, or its clock is far ahead of ours; the same SET may be
    /// good in a moment.
    record NotNow() implements Receipt {}
}
