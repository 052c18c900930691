package dev.hostkeysync.portal;

import java.util.stream.Collectors;

/// A key as it is shown for a moment.
///
/// @param seconds for so long
public record Revealed(String digits, int seconds) {

    /// For a screen reader: one digit after the other, not a number.
    public String spoken() {
        return digits.chars().mapToObj(Character::toString).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "Revealed[redacted]";
    }
}
