package dev.hostkeysync.scim;

/// A piece of what the caller sent, short and plain enough to be repeated in an error.
final class Excerpt {

    private static final int LENGTH = 80;

    private Excerpt() {}

    static String of(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= LENGTH
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LENGTH / 2)) + "…";
    }
}
