package dev.hostkeysync.sealing;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A secret as it is stored: a Tink AEAD ciphertext.
@SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
public record Sealed(byte[] ciphertext) {

    /// `0x01` and the key id, big-endian (Tink wire format, output prefix TINK).
    private static final int PREFIX = 5;

    /// @throws IllegalArgumentException when it is too short to be one
    public Sealed {
        if (ciphertext.length < PREFIX) {
            throw new IllegalArgumentException("not a ciphertext of Tink's");
        }
        ciphertext = ciphertext.clone();
    }

    @Override
    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    /// The key that sealed it; unsigned, so print it with [Integer#toUnsignedString].
    public int keyId() {
        return ByteBuffer.wrap(ciphertext).getInt(1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed that && Arrays.equals(ciphertext, that.ciphertext);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ciphertext);
    }

    @Override
    public String toString() {
        return "[sealed with key " + Integer.toUnsignedString(keyId()) + "]";
    }
}
