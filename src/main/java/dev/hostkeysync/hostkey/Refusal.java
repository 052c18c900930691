package dev.hostkeysync.hostkey;

/// Why [HostKeyPolicy] will not have a key. The reason holds no digits, so it may be logged.
enum Refusal {
    REPETITION("repeats a digit or a block of digits"),
    RUN("counts up or down"),
    PALINDROME("mirrors one pair of digits"),
    DATE("reads like a date"),
    DIAL_PAD("is a walk or straight lines on the dial pad"),
    RECENT("is one of the user's last keys");

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    /// Continues the sentence "the key …".
    String reason() {
        return reason;
    }
}
