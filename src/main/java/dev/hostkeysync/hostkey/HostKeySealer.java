package dev.hostkeysync.hostkey;

import dev.hostkeysync.identity.UserId;
import dev.hostkeysync.sealing.Keyset;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/// Seals digits for one row of the table and opens them again.
///
/// The associated data is the text `<user id>:<version>` in ASCII, the id in its canonical
/// lower-case form, such as `0199aa00-0000-7000-8000-000000000001:3`. So a ciphertext that was
/// copied to another row does not open there.
final class HostKeySealer {

    private final Keyset keyset;

    HostKeySealer(Keyset keyset) {
        this.keyset = keyset;
    }

    SealedDigits seal(UserId userId, long version, HostKeyDigits digits) {
        try {
            byte[] ciphertext =
                    keyset.aead()
                            .encrypt(
                                    digits.reveal().getBytes(StandardCharsets.US_ASCII),
                                    associatedData(userId, version));
            return new SealedDigits(ciphertext, keyId(ciphertext));
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the keyset cannot seal");
        }
    }

    /// @throws UnreadableHostKey when it was sealed with a key that the keyset lacks, or for
    ///   another row
    HostKeyDigits open(UserId userId, long version, SealedDigits sealed) {
        if (!knows(sealed.keyId())) {
            throw new UnreadableHostKey(
                    userId,
                    version,
                    "the keyset does not contain key " + Integer.toUnsignedString(sealed.keyId()));
        }
        try {
            byte[] digits =
                    keyset.aead().decrypt(sealed.ciphertext(), associatedData(userId, version));
            return HostKeyDigits.of(new String(digits, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw new UnreadableHostKey(userId, version, "it was not sealed for this row");
        }
    }

    boolean knows(int keyId) {
        return keyset.keyIds().contains(keyId);
    }

    private static byte[] associatedData(UserId userId, long version) {
        return (userId + ":" + version).getBytes(StandardCharsets.US_ASCII);
    }

    private static int keyId(byte[] ciphertext) {
        return ByteBuffer.wrap(ciphertext).getInt(1);
    }
}
