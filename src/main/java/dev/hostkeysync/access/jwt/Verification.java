package dev.hostkeysync.access.jwt;

import java.time.Duration;
import java.util.Set;

/// What a look at a JWT has told.
public sealed interface Verification {

    /// @param subject `sub`, or the client's id where there is none; whatever the issuer wrote
    /// @param grants every word of the claims `scope`, `scp` and `roles`, a person's of `roles`
    ///   alone
    /// @param person what it says of a person
    record Valid(String subject, Set<String> grants, PersonClaims person) implements Verification {
        public Valid {
            grants = Set.copyOf(grants);
        }
    }

    /// Whoever sent it needs another one.
    ///
    /// @param reason a sentence without anything of the token in it
    record Invalid(String reason) implements Verification {}

    /// It names a key that we do not have, and the issuer cannot be asked now.
    record Undecided(Duration retryAfter) implements Verification {}
}
