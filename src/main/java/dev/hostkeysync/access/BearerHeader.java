package dev.hostkeysync.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The `Authorization` header of RFC 6750 section 2.1.
final class BearerHeader {

    private static final String SCHEME = "Bearer ";

    private BearerHeader() {}

    /// The token, whichever case the scheme is written in (RFC 9110 section 11.1).
    static Optional<String> token(@Nullable String authorization) {
        if (authorization == null
                || !authorization.regionMatches(
                        /* ignoreCase */ true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = authorization.substring(SCHEME.length()).strip();
        return token.isEmpty() ? Optional.empty() : Optional.of(token);
    }
}
