package dev.hostkeysync.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// SHA-256 of a bearer token: all that is kept of it. No salt and no stretching, because a token is
/// a long random text and not a password; see [TokenList] for the least length.
final class TokenHash {

    private static final int BYTES = 32;

    private final byte[] sha256;

    private TokenHash(byte[] sha256) {
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
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("not a SHA-256");
        }
        return new TokenHash(bytes);
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
