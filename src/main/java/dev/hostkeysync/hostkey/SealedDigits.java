package dev.hostkeysync.hostkey;

import java.util.Arrays;

/// Digits as they are stored: a Tink AEAD ciphertext, and the id of the key that sealed it.
///
/// Tink begins a ciphertext with five bytes: `0x01`, then the key id, big-endian (Tink wire format,
/// output prefix TINK). The id is kept beside it so that the check at start can ask an index
/// instead of every row. Ids are unsigned 32 bits: print them with [Integer#toUnsignedString].
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record SealedDigits(byte[] ciphertext, int keyId) {

    public SealedDigits {
        ciphertext = ciphertext.clone();
    }

    @Override
    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedDigits that
                && keyId == that.keyId
                && Arrays.equals(ciphertext, that.ciphertext);
    }

    @Override
    public int hashCode() {
        return 31 * keyId + Arrays.hashCode(ciphertext);
    }

    @Override
    public String toString() {
        return "[sealed with key " + Integer.toUnsignedString(keyId) + "]";
    }
}
