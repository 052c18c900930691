package dev.hostkeysync.scim;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of an attribute as it is written: `userName`, `name.familyName`,
/// `urn:…:enterprise:2.0:User:manager.value` (RFC 7644 section 3.10).
record AttributePath(Optional<String> urn, String name, Optional<String> sub) {

    // ATTRNAME of RFC 7643 section 2.1, and the `$ref` that the same RFC uses against it.
    private static final Pattern NAMES =
            Pattern.compile("(\\$?[A-Za-z][A-Za-z0-9_-]*)(?:\\.(\\$?[A-Za-z][A-Za-z0-9_-]*))?");

    /// Empty for what cannot be one.
    static Optional<AttributePath> parse(String text) {
        // The URI itself may have dots and colons; the attribute behind its last colon has none.
        int colon = Urn.isUrn(text) ? text.lastIndexOf(':') : -1;
        Matcher names = NAMES.matcher(text.substring(colon + 1));
        boolean noNamespace = Urn.isUrn(text) && colon <= "urn:".length();
        if (noNamespace || !names.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new AttributePath(
                        colon < 0 ? Optional.empty() : Optional.of(text.substring(0, colon)),
                        names.group(1),
                        Optional.ofNullable(names.group(2))));
    }
}
