package dev.hostkeysync.sealing;

import dev.hostkeysync.common.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/// Seals secrets that must be used again, and so cannot be hashed, each for one row.
///
/// The associated data is the text `<table>:<row id>`, such as
/// `subscription_secret:0199aa00-0000-7000-8000-000000000001`: a ciphertext that was copied to
/// another row does not open there, nor does a host key's.
public final class SecretSealer {

    private final Keyset keyset;

    public SecretSealer(Keyset keyset) {
        this.keyset = keyset;
    }

    public Sealed seal(String table, UUID row, Secret secret) {
        return seal(table, row, secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    public Sealed seal(String table, UUID row, byte[] secret) {
        try {
            return new Sealed(keyset.aead().encrypt(secret, associatedData(table, row)));
        } catch (GeneralSecurityException _) {
            throw new IllegalStateException("the keyset cannot seal");
        }
    }

    /// @throws UnreadableSecret when it was sealed with a key that the keyset lacks, or for another
    ///   row
    public Secret open(String table, UUID row, Sealed sealed) {
        return Secret.of(new String(openBytes(table, row, sealed), StandardCharsets.UTF_8));
    }

    /// The same for what is no text.
    public byte[] openBytes(String table, UUID row, Sealed sealed) {
        if (!knows(sealed.keyId())) {
            throw new UnreadableSecret(
                    table,
                    row,
                    "the keyset does not contain key " + Integer.toUnsignedString(sealed.keyId()));
        }
        try {
            return keyset.aead().decrypt(sealed.ciphertext(), associatedData(table, row));
        } catch (GeneralSecurityException _) {
            throw new UnreadableSecret(table, row, "it was not sealed for this row");
        }
    }

    /// Whether the keyset holds that key.
    public boolean knows(int keyId) {
        return keyset.keyIds().contains(keyId);
    }

    private static byte[] associatedData(String table, UUID row) {
        return (table + ":" + row).getBytes(StandardCharsets.US_ASCII);
    }
}
