package dev.hostkeysync.identity;

import java.util.Locale;
import java.util.Optional;

/// An e-mail address as it was sent. Two addresses mean the same mailbox when their [#key]s are
/// equal: Zoom and both identity providers treat addresses as case-insensitive.
public record EmailAddress(String value) {

    public EmailAddress {
        if (!looksRight(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    public static Optional<EmailAddress> parse(String text) {
        String trimmed = text.strip();
        return looksRight(trimmed) ? Optional.of(new EmailAddress(trimmed)) : Optional.empty();
    }

    /// The form to compare and to look up by.
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    // Deliberately mild: whether the mailbox exists is Zoom's to say. RFC 5321 section 4.5.3.1.3
    // gives the length.
    private static boolean looksRight(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at < text.length() - 1
                && text.length() <= 254
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '/' || c < ' ');
    }

    @Override
    public String toString() {
        return value;
    }
}
