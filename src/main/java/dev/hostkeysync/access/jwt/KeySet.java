package dev.hostkeysync.access.jwt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;

/// The keys an issuer had at one moment.
///
/// @param readAt the far past where it was never read
record KeySet(List<PublicJsonWebKey> keys, Instant readAt) {

    static final KeySet NONE = new KeySet(List.of(), Instant.MIN);

    /// What a key set says about a signature.
    enum Answer {
        FITS,
        /// The key that the token names is there, and its signature is another's.
        DOES_NOT_FIT,
        /// The token's key is not there.
        NO_SUCH_KEY
    }

    KeySet {
        keys = List.copyOf(keys);
    }

    Answer check(Jwt token) {
        List<PublicJsonWebKey> named =
                keys.stream().filter(key -> isOptionally(token.keyId(), key.getKeyId())).toList();
        if (named.stream().anyMatch(token::isSignedBy)) {
            return Answer.FITS;
        }
        // A token that names no key may be of one that is not read yet.
        return named.isEmpty() || token.keyId().isEmpty()
                ? Answer.NO_SUCH_KEY
                : Answer.DOES_NOT_FIT;
    }

    private static boolean isOptionally(Optional<String> wanted, String given) {
        return wanted.isEmpty() || wanted.get().equals(given);
    }
}
