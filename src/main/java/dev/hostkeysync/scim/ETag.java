package dev.hostkeysync.scim;

import java.util.Optional;

/// The version of a resource as an entity tag (RFC 7644 section 3.14). Weak, because two answers of
/// one version may differ in `location` and in the attributes that were asked for.
final class ETag {

    private ETag() {}

    static String of(long version) {
        return "W/\"" + version + "\"";
    }

    /// The version, in digits, that a tag of ours names; empty for any other.
    static Optional<String> version(String tag) {
        String digits = tag.length() > 4 ? tag.substring(3, tag.length() - 1) : "";
        return digits.matches("[1-9][0-9]{0,18}") && tag.equals("W/\"" + digits + "\"")
                ? Optional.of(digits)
                : Optional.empty();
    }

    /// Whether a header such as `W/"1", W/"2"` or `*` names the version.
    static boolean matches(String header, long version) {
        String tag = of(version);
        for (String candidate : header.split(",", -1)) {
            String stripped = candidate.strip();
            // Clients send the strong form back for a weak one.
            if (stripped.equals("*") || stripped.equals(tag) || tag.equals("W/" + stripped)) {
                return true;
            }
        }
        return false;
    }
}
