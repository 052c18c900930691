package dev.hostkeysync.webhook.standard;

import dev.hostkeysync.common.Secret;
import dev.hostkeysync.webhook.HmacSha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;

/// What a sender signs with, as we hold it (Standard Webhooks: Signature scheme).
sealed interface SigningKey {

    /// The identifier of its signatures: `v1` or `v1a`.
    String scheme();

    /// How many signatures of its kind it looks at: only those that cost little may be many.
    int most();

    /// Tells of signatures whether it made them over this; in constant time where the key is
    /// secret.
    ///
    /// @param prefix `id.timestamp.`
    Predicate<byte[]> over(byte[] prefix, byte[] body);

    /// @param text `whsec_` or `whpk_` and base64
    /// @throws IllegalArgumentException which says what is wrong and never repeats the text
    static SigningKey parse(Secret text) {
        String key = text.reveal();
        if (key.startsWith(Shared.PREFIX)) {
            return Shared.of(decoded(key.substring(Shared.PREFIX.length())));
        }
        if (key.startsWith(Public.PREFIX)) {
            return Public.of(decoded(key.substring(Public.PREFIX.length())));
        }
        throw new IllegalArgumentException("one of them begins with neither whsec_ nor whpk_");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            // NB: no cause, it quotes the text.
            throw new IllegalArgumentException("one of them is not base64 behind its prefix");
        }
    }

    /// A secret that both sides know: HMAC-SHA-256.
    final class Shared implements SigningKey {

        private static final String PREFIX = "whsec_";

        private final byte[] key;

        private Shared(byte[] key) {
            this.key = key;
        }

        private static Shared of(byte[] key) {
            if (key.length < 24 || key.length > 64) {
                throw new IllegalArgumentException("a whsec_ secret has other than 24 to 64 bytes");
            }
            return new Shared(key);
        }

        @Override
        public String scheme() {
            return "v1";
        }

        @Override
        public int most() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Predicate<byte[]> over(byte[] prefix, byte[] body) {
            byte[] right = HmacSha256.of(key, prefix, body);
            return signature -> MessageDigest.isEqual(right, signature);
        }
    }

    /// The public half of a pair: Ed25519 (RFC 8032).
    final class Public implements SigningKey {

        private static final String PREFIX = "whpk_";

        /// What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410 section 4).
        private static final byte[] INFO = HexFormat.of().parseHex("302a300506032b6570032100");

        /// Bytes of a signature (RFC 8032 section 5.1.6).
        static final int LENGTH = 64;

        private final PublicKey key;

        private Public(PublicKey key) {
            this.key = key;
        }

        private static Public of(byte[] point) {
            if (point.length != 32) {
                throw new IllegalArgumentException("a whpk_ key has other than 32 bytes");
            }
            byte[] info = new byte[INFO.length + point.length];
            System.arraycopy(INFO, 0, info, 0, INFO.length);
            System.arraycopy(point, 0, info, INFO.length, point.length);
            try {
                PublicKey key =
                        KeyFactory.getInstance("Ed25519")
                                .generatePublic(new X509EncodedKeySpec(info));
                verifier(key);
                return new Public(key);
            } catch (GeneralSecurityException _) {
                throw new IllegalArgumentException("a whpk_ key is no point of the curve");
            }
        }

        @Override
        public String scheme() {
            return "v1a";
        }

        @Override
        public int most() {
            return 4;
        }

        @Override
        public Predicate<byte[]> over(byte[] prefix, byte[] body) {
            return signature -> signature.length == LENGTH && made(signature, prefix, body);
        }

        private boolean made(byte[] signature, byte[] prefix, byte[] body) {
            try {
                Signature verifier = verifier(key);
                verifier.update(prefix);
                verifier.update(body);
                return verifier.verify(signature);
            } catch (GeneralSecurityException _) {
                // A number out of range.
                return false;
            }
        }

        private static Signature verifier(PublicKey key) throws GeneralSecurityException {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            return verifier;
        }
    }
}
