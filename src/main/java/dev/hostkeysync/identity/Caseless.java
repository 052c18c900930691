package dev.hostkeysync.identity;

/// Comparing without case (RFC 7643 section 2.2, `caseExact`), as PostgreSQL does it in
/// `directory_fold`: letter by letter, in no language, so that the length never changes.
public final class Caseless {

    private Caseless() {}

    /// The same for two texts that differ in case only.
    public static String key(String text) {
        return text.codePoints()
                // Upper case first: `σ` and `ς` are both small forms of `Σ`.
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .collect(
                        () -> new StringBuilder(text.length()),
                        StringBuilder::appendCodePoint,
                        StringBuilder::append)
                .toString();
    }
}
