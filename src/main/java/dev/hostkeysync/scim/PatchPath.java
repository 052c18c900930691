package dev.hostkeysync.scim;

import java.util.Optional;

/// The `path` of an operation as it is written (RFC 7644 section 3.5.2): an attribute, perhaps a
/// filter on its values, perhaps a sub-attribute of those.
///
/// @param text the whole, because a path may also be nothing but the URI of an extension
record PatchPath(
        String text,
        Optional<AttributePath> attribute,
        Optional<Filter> filter,
        Optional<String> subOfValues) {

    private static final int MAX_LENGTH = 8192;

    /// @throws ScimException `invalidPath`, or `invalidFilter` for what is in the brackets
    static PatchPath parse(String written) {
        String text = written.strip();
        if (text.length() > MAX_LENGTH) {
            throw ScimException.invalidPath("a path has over " + MAX_LENGTH + " characters");
        }
        int open = text.indexOf('[');
        if (open < 0) {
            return plain(text);
        }
        int close = text.lastIndexOf(']');
        if (close < open) {
            throw malformed(text);
        }
        AttributePath attribute =
                AttributePath.parse(text.substring(0, open))
                        .filter(path -> path.sub().isEmpty())
                        .orElseThrow(() -> malformed(text));
        return new PatchPath(
                text,
                Optional.of(attribute),
                Optional.of(FilterParser.parse(text.substring(open + 1, close))),
                subOfValues(text, text.substring(close + 1)));
    }

    private static PatchPath plain(String text) {
        Optional<AttributePath> attribute = AttributePath.parse(text);
        if (attribute.isEmpty() && !Urn.isUrn(text)) {
            throw malformed(text);
        }
        return new PatchPath(text, attribute, Optional.empty(), Optional.empty());
    }

    private static Optional<String> subOfValues(String text, String behind) {
        if (behind.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(behind)
                .filter(rest -> rest.startsWith("."))
                .flatMap(rest -> AttributePath.parse(rest.substring(1)))
                .filter(path -> path.urn().isEmpty() && path.sub().isEmpty())
                .map(AttributePath::name)
                .or(() -> {
                    throw malformed(text);
                });
    }

    private static ScimException malformed(String text) {
        return ScimException.invalidPath("'" + Excerpt.of(text) + "' is not a path");
    }
}
