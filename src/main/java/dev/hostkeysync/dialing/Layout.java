package dev.hostkeysync.dialing;

import java.util.Optional;

/// How participants are arranged on the screen at the start, such as `11`. Zoom publishes no list
/// of the numbers, so any of up to six digits is taken.
public record Layout(String digits) {

    public static final String EXPECTED = "must be 1 to 6 digits such as 11";

    public Layout {
        if (!Digits.are(digits, 1, 6)) {
            throw new IllegalArgumentException("a layout " + EXPECTED);
        }
    }

    public static Optional<Layout> parse(String text) {
        return Digits.are(text, 1, 6) ? Optional.of(new Layout(text)) : Optional.empty();
    }
}
