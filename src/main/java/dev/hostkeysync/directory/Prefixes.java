package dev.hostkeysync.directory;

import java.util.Optional;

/// The texts with a common beginning as a range, in the order of code points.
final class Prefixes {

    private Prefixes() {}

    /// The first text behind all that begin so; empty when there is none.
    static Optional<String> end(String prefix) {
        int[] codePoints = prefix.codePoints().toArray();
        for (int last = codePoints.length - 1; last >= 0; last--) {
            if (codePoints[last] < Character.MAX_CODE_POINT) {
                codePoints[last] = next(codePoints[last]);
                return Optional.of(new String(codePoints, 0, last + 1));
            }
        }
        return Optional.empty();
    }

    // Surrogates are no characters.
    private static int next(int codePoint) {
        return codePoint + 1 == Character.MIN_SURROGATE
                ? Character.MAX_SURROGATE + 1
                : codePoint + 1;
    }

    /// At most so many characters from the start.
    static String first(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
