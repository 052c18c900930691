package dev.hostkeysync.dialing;

/// What a place of a dial string may hold: ASCII digits only, as both `.` and `#` separate places.
final class Digits {

    private Digits() {}

    static boolean are(String text, int least, int most) {
        return text.length() >= least
                && text.length() <= most
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
