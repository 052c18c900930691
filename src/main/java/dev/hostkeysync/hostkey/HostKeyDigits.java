package dev.hostkeysync.hostkey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The digits of a host key, 6 to 10 of them, leading zeros kept (Zoom API, `PATCH
/// /users/{userId}`, `host_key`).
///
/// Invariant I4: they exist in memory, in the sealed column, in the PATCH body and in an authorised
/// answer, nowhere else. So nothing prints them but [#reveal], whose callers the architecture test
/// lists.
public final class HostKeyDigits {

    public static final int MIN_LENGTH = 6;
    public static final int MAX_LENGTH = 10;

    private final String digits;

    private HostKeyDigits(String digits) {
        this.digits = digits;
    }

    /// @throws IllegalArgumentException when it is not 6 to 10 ASCII digits; the message does not
    ///   repeat the text
    public static HostKeyDigits of(String digits) {
        boolean rightLength = digits.length() >= MIN_LENGTH && digits.length() <= MAX_LENGTH;
        if (!rightLength || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a host key is 6 to 10 digits");
        }
        return new HostKeyDigits(digits);
    }

    public String reveal() {
        return digits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostKeyDigits that
                && MessageDigest.isEqual(bytes(digits), bytes(that.digits));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
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
