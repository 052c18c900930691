package dev.hostkeysync.dialing;

import java.util.Optional;

/// The numeric passcode of a meeting for room systems: what Zoom's API calls `h323_password`, never
/// its `password`, which may have letters. Up to ten digits, leading zeros kept.
public final class Passcode {

    public static final String EXPECTED =
            "must be the numeric passcode for room systems, 1 to 10 digits (h323_password at Zoom,"
                    + " not password)";

    private final String digits;

    private Passcode(String digits) {
        this.digits = digits;
    }

    public static Optional<Passcode> parse(String text) {
        return Digits.are(text, 1, 10) ? Optional.of(new Passcode(text)) : Optional.empty();
    }

    String digits() {
        return digits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Passcode that && digits.equals(that.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
