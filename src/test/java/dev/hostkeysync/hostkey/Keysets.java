package dev.hostkeysync.hostkey;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.sealing.Keyset;
import java.security.GeneralSecurityException;

/// Keysets for tests, drawn anew on every call.
final class Keysets {

    private Keysets() {}

    static KeysetHandle aead() {
        return generate(PredefinedAeadParameters.AES256_GCM);
    }

    static KeysetHandle aeadWithKeyId(int id) {
        try {
            AeadConfig.register();
            return KeysetHandle.newBuilder()
                    .addEntry(
                            KeysetHandle.generateEntryFromParameters(
                                            PredefinedAeadParameters.AES256_GCM)
                                    .withFixedId(id)
                                    .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeysetHandle rotated(KeysetHandle old) {
        try {
            return KeysetHandle.newBuilder(old)
                    .addEntry(
                            KeysetHandle.generateEntryFromParameters(
                                            PredefinedAeadParameters.AES256_GCM)
                                    .withRandomId()
                                    .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeysetHandle withoutPrefix() {
        try {
            return generate(
                    AesGcmParameters.builder()
                            .setKeySizeBytes(32)
                            .setIvSizeBytes(12)
                            .setTagSizeBytes(16)
                            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                            .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeysetHandle mac() {
        return generate(PredefinedMacParameters.HMAC_SHA256_256BITTAG);
    }

    static String json(KeysetHandle keyset) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static HostKeySealer sealer(KeysetHandle keyset) {
        return new HostKeySealer(Keyset.parse(Secret.of(json(keyset))));
    }

    private static KeysetHandle generate(Parameters parameters) {
        try {
            AeadConfig.register();
            MacConfig.register();
            return KeysetHandle.generateNew(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
