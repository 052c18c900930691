package dev.hostkeysync.dialing;

import java.util.Optional;

/// The number of a meeting: 9 to 11 digits, without the blanks that Zoom shows between them.
public record MeetingId(String digits) {

    public static final String EXPECTED = "must be 9 to 11 digits, without blanks or dashes";

    public MeetingId {
        if (!Digits.are(digits, 9, 11)) {
            throw new IllegalArgumentException("a meeting id " + EXPECTED);
        }
    }

    public static Optional<MeetingId> parse(String text) {
        return Digits.are(text, 9, 11) ? Optional.of(new MeetingId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return digits;
    }
}
