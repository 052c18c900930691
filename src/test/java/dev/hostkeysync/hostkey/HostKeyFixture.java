package dev.hostkeysync.hostkey;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.hostkeysync.common.Secret;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// A ledger with a keyset of its own, for tests of others.
public final class HostKeyFixture {

    private HostKeyFixture() {}

    public static HostKeyLedger ledger(InstantSource clock) {
        return new HostKeyLedger(new WithKeyset(newKeyset()), new SecureRandom(), clock);
    }

    public static Secret newKeyset() {
        try {
            AeadConfig.register();
            return Secret.of(
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM),
                            InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink makes AES-256-GCM keys", e);
        }
    }

    private record WithKeyset(Secret secret) implements HostKeyConfig {

        @Override
        public int length() {
            return 6;
        }

        @Override
        public Optional<Secret> keyset() {
            return Optional.of(secret);
        }

        @Override
        public Optional<Path> keysetFile() {
            return Optional.empty();
        }
    }
}
