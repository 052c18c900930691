package dev.hostkeysync.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// SHA-256 of a bearer token: all that is kept of it. No salt and no stretching, because a token is
/// a long random text and not a password; see [TokenList] for the least length.
///
/// Who looks a token up looks up its hash: how long that takes tells about the hash of what was
/// sent, which nobody can choose to come closer to another.
final class TokenHash {

    private static final int BYTES = 32;

    private final byte[] sha256;

    private TokenHash(byte[] sha256) {
        if (sha256.length != BYTES) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        this.sha256 = sha256;
    }

    static TokenHash ofToken(String token) {
        try {
            return new TokenHash(
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// @param hex 64 hexadecimal digits in any case
    /// @throws IllegalArgumentException for anything else
    static TokenHash ofHex(String hex) {
        return new TokenHash(HexFormat.of().parseHex(hex));
    }

    /// @param sha256 32 bytes, as [#bytes] gave them
    static TokenHash ofBytes(byte[] sha256) {
        return new TokenHash(sha256.clone());
    }

    byte[] bytes() {
        return sha256.clone();
    }

    /// In constant time: an attacker learns nothing from how long the answer takes.
    boolean matches(TokenHash other) {
        return MessageDigest.isEqual(sha256, other.sha256);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash hash && matches(hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }
}
