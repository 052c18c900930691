package dev.hostkeysync.scim;

import java.math.BigInteger;
import java.util.Optional;

/// Which part of a list is wanted (RFC 7644 section 3.4.2.4).
///
/// @param startIndex from 1
/// @param count at most so many; 0 = only the total
record Page(int startIndex, int count) {

    static final int MAX_COUNT = 1000;
    static final int DEFAULT_COUNT = 100;

    /// @throws ScimException `invalidValue` for what is no integer
    static Page of(Optional<String> startIndex, Optional<String> count) {
        return new Page(
                within("startIndex", startIndex, 1, 1, Integer.MAX_VALUE),
                within("count", count, DEFAULT_COUNT, 0, MAX_COUNT));
    }

    /// How many a page of a cursor may have (RFC 9865 section 2.1).
    ///
    /// @throws ScimException `invalidCount`
    static int countForCursor(Optional<String> count) {
        if (count.filter(text -> !text.isBlank() && !text.strip().matches("[0-9]{1,100}"))
                .isPresent()) {
            throw ScimException.of(
                    ScimType.INVALID_COUNT, "'count' must be an integer, and not negative");
        }
        return within("count", count, DEFAULT_COUNT, 0, MAX_COUNT);
    }

    int offset() {
        return startIndex - 1;
    }

    // Out of range counts as the nearest limit; so does what no int can hold.
    private static int within(
            String name, Optional<String> text, int otherwise, int least, int most) {
        if (text.isEmpty() || text.get().isBlank()) {
            return otherwise;
        }
        String digits = text.get().strip();
        if (!digits.matches("-?[0-9]{1,100}")) {
            throw ScimException.invalidValue("'" + name + "' must be an integer");
        }
        return new BigInteger(digits)
                .max(BigInteger.valueOf(least))
                .min(BigInteger.valueOf(most))
                .intValueExact();
    }
}
