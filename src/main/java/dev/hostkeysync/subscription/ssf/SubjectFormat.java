package dev.hostkeysync.subscription.ssf;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a stream names users: formats of RFC 9493.
enum SubjectFormat {
    /// By e-mail address; a user without one as [#ISS_SUB].
    EMAIL,
    /// By us and our id of the user.
    ISS_SUB,
    /// By our id of the user alone.
    OPAQUE;

    /// The word on the wire.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SubjectFormat> parse(String label) {
        return Arrays.stream(values()).filter(format -> format.label().equals(label)).findFirst();
    }
}
